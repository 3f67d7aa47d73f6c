import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallLog } from '../call-log.ts';
import type { Faults } from '../faults.ts';
import type { World } from '../world.ts';
import { emptyAnswer, type Received } from './answer.ts';
import { readBody } from './read-body.ts';
import { route } from './route.ts';
import { sendAnswer } from './send-answer.ts';
import { sendFault } from './send-fault.ts';

export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly world: World;
  readonly faults: Faults;
  readonly callLog: CallLog;
  readonly host: string;
  readonly port: number;
}

export async function listen(options: ListenOptions): Promise<Listener> {
  const { host, port } = options;
  const numberOf = createConnectionNumbers();
  const server = createServer((request, response) => {
    serve(request, response, { ...options, connection: numberOf(request.socket) }).catch(() => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const hostName = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${hostName}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Serving extends ListenOptions {
  readonly connection: number;
}

async function serve(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { world, faults, callLog, connection } = serving;
  const selfUrl = `http://${request.headers.host ?? 'localhost'}`;
  const body = await readBody(request);
  if (body === undefined) return sendAnswer(response, emptyAnswer(413));
  const { operation, details, run } = route(receivedOf(request, body, selfUrl), world, selfUrl);
  // Also over the wire the fake has its own idea of the time.
  response.setHeader('date', new Date(world.clock.nowMs()).toUTCString());
  const call = callLog.begin({ operation, atMs: world.clock.nowMs(), connection, ...details });
  const fault = faults.take(operation);
  if (fault === undefined) return answer();
  call.faulted(fault.kind);
  if (fault.delayMs !== undefined) await sleep(fault.delayMs, undefined, { ref: false });
  if (fault.kind === 'slow') return answer();
  if (fault.afterEffect === true) run();
  const status = sendFault(response, { ...fault, kind: fault.kind }, selfUrl);
  if (status !== undefined) call.answered(status);

  function answer(): void {
    const answer = run();
    call.answered(answer.status);
    sendAnswer(response, answer);
  }
}

function receivedOf(request: IncomingMessage, body: string, selfUrl: string): Received {
  const url = new URL(request.url ?? '/', selfUrl);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
    ipAddress: request.socket.remoteAddress ?? 'unknown',
  };
}

function createConnectionNumbers(): (socket: Socket) => number {
  const numbers = new WeakMap<Socket, number>();
  let last = 0;
  return (socket) => {
    const known = numbers.get(socket);
    if (known !== undefined) return known;
    last += 1;
    numbers.set(socket, last);
    return last;
  };
}
