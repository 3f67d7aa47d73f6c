import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface UnansweredRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The requests of a connection whose answers are not out yet: several if it pipelines, or does not read. */
export type UnansweredRequests = (socket: Duplex) => readonly UnansweredRequest[];

const NONE: readonly UnansweredRequest[] = [];

/** Watches a server from now on. An answer counts as out once the operating system has taken all of it. */
export function trackUnansweredRequests(server: Server): UnansweredRequests {
  const bySocket = new WeakMap<Duplex, UnansweredRequest[]>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    let ofSocket = bySocket.get(request.socket);
    if (ofSocket === undefined) bySocket.set(request.socket, (ofSocket = []));
    ofSocket.push({ request, response });
    response.once('close', () => {
      ofSocket.splice(
        ofSocket.findIndex((unanswered) => unanswered.response === response),
        1,
      );
    });
  });
  return (socket) => bySocket.get(socket) ?? NONE;
}
