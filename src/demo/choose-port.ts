import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections, which could take a port between its choice and its use. */
const FREE_PORTS = { from: 20_000, below: 32_768 } as const;
const TRIES = 50;
const TAKEN = ['EADDRINUSE', 'EACCES'];

/**
 * The wanted port if nobody listens on it, else one that is free; one that is free for 0, too.
 *
 * @throws Error (rejects) of the system where the host is no address of this machine, or when none of many ports is free
 */
export async function choosePort(wanted: number, host: string): Promise<number> {
  if (wanted !== 0 && (await isFree(wanted, host))) return wanted;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(FREE_PORTS.from, FREE_PORTS.below);
    if (await isFree(port, host)) return port;
  }
  throw new Error(`There is no free port on ${host}`);
}

/** Takes a port and gives it back at once. */
async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!TAKEN.includes(String((error as NodeJS.ErrnoException).code))) throw error;
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
