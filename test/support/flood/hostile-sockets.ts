import { connect, type Socket } from 'node:net';
import { rawRequest } from '../raw-request.ts';

/** What a hostile caller does with its connections. */
export type Habit =
  /** Never says anything. */
  | 'silent'
  /** Sends headers without end. */
  | 'slow-headers'
  /** Announces a body and sends a byte of it now and then. */
  | 'slow-body'
  /** Asks again and again for something large, and reads none of it. */
  | 'deaf';

export interface HostileSockets {
  /** How many are open still. */
  readonly open: () => number;
  /** The longest time, in milliseconds, that one was left open. */
  readonly longestLifeMs: () => number;
  readonly destroy: () => void;
}

/** Deaf ones are opened slowly: what they ask for is work, and the work of a flood is not what they try. */
const OPENED_AT_ONCE: Readonly<Record<Habit, number>> = {
  silent: 200,
  'slow-headers': 200,
  'slow-body': 200,
  deaf: 20,
};
const HEAD = 'POST /logout HTTP/1.1\r\nHost: service\r\nContent-Type: application/json\r\n';
const LARGE = 'GET /openapi.json HTTP/1.1\r\nHost: service\r\n\r\n'.repeat(10);
const OPENINGS: Readonly<Record<Habit, string>> = {
  silent: '',
  'slow-headers': HEAD,
  'slow-body': `${HEAD}Content-Length: 10000\r\n\r\n{`,
  deaf: LARGE,
};
const DRIPS: Readonly<Partial<Record<Habit, string>>> = {
  'slow-headers': 'X-A: b\r\n',
  'slow-body': ' ',
  deaf: LARGE,
};

/** Connections are accepted in order: once a new one is answered, so are those before it. */
async function untilAccepted(port: number): Promise<void> {
  await rawRequest(port, 'GET /livez HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n');
}

export interface HostileSocketsOptions {
  readonly port: number;
  readonly habit: Habit;
  readonly count: number;
  /** How often something more is sent on each. */
  readonly dripMs: number;
}

/** Opens connections, some at a time, and resolves once all have been accepted. */
export async function openHostileSockets(options: HostileSocketsOptions): Promise<HostileSockets> {
  const { port, habit, count, dripMs } = options;
  const sockets = new Set<Socket>();
  let longestLifeMs = 0;
  const openOne = () =>
    new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      const openedMs = performance.now();
      sockets.add(socket);
      socket.once('connect', () => {
        socket.write(OPENINGS[habit]);
        resolve();
      });
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        longestLifeMs = Math.max(longestLifeMs, performance.now() - openedMs);
        resolve();
      });
      if (habit !== 'deaf') socket.resume();
    });
  const atOnce = OPENED_AT_ONCE[habit];
  for (let left = count; left > 0; left -= atOnce) {
    await Promise.all(Array.from({ length: Math.min(left, atOnce) }, openOne));
    await untilAccepted(port);
  }

  const drip = DRIPS[habit];
  const timer = setInterval(() => {
    if (drip !== undefined) for (const socket of sockets) socket.write(drip);
  }, dripMs).unref();
  return {
    open: () => sockets.size,
    longestLifeMs: () => longestLifeMs,
    destroy: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}
