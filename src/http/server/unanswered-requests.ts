import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface UnansweredRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The requests of a connection whose answers are not out yet: several if it pipelines, or does not read. */
export type UnansweredRequests = (socket: Duplex) => ReadonlySet<UnansweredRequest>;

const NONE: ReadonlySet<UnansweredRequest> = new Set();

/** Watches a server from now on. An answer counts as out once the operating system has taken all of it. */
export function trackUnansweredRequests(server: Server): UnansweredRequests {
  const bySocket = new WeakMap<Duplex, Set<UnansweredRequest>>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const ofSocket = bySocket.get(request.socket) ?? new Set();
    const unanswered = { request, response };
    bySocket.set(request.socket, ofSocket.add(unanswered));
    response.once('close', () => ofSocket.delete(unanswered));
  });
  return (socket) => bySocket.get(socket) ?? NONE;
}
