import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';

export interface TestRedis {
  readonly url: string;
  /** For looking into the server and changing it. */
  readonly admin: Redis;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills the server as a crash would. */
  readonly kill: () => Promise<void>;
  /** Starts a server on the same port again. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a Redis server on loopback that keeps nothing on disk.
 *
 * @param directory where it would keep something
 */
export async function startRedis(directory = tmpdir()): Promise<TestRedis> {
  const port = await freePort();
  const admin = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 20, maxRetriesPerRequest: null });
  admin.on('error', () => {});
  let server: ChildProcess;
  const start = async () => {
    server = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
      { stdio: 'ignore' },
    );
    await eventually(() => admin.status === 'ready');
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    admin,
    signal: (signal) => void server.kill(signal),
    kill,
    restart: start,
    stop: async () => {
      admin.disconnect();
      await kill();
    },
  };
}
