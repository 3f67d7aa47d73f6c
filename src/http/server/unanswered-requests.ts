import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface UnansweredRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Requests whose answers are not out yet. An answer is out once the operating system has taken all of it. */
export interface UnansweredRequests {
  /** Those of a connection: several if it pipelines, or does not read. */
  of(socket: Duplex): readonly UnansweredRequest[];
  /** To be told that work begins on a request that takes time. */
  begun(request: UnansweredRequest): void;
  /** How many that were begun, of all connections, have been received as a whole: bodies that trickle in are none of them. */
  inWork(): number;
}

const NONE: readonly UnansweredRequest[] = [];

/** Watches a server from now on. */
export function trackUnansweredRequests(server: Server): UnansweredRequests {
  const bySocket = new WeakMap<Duplex, UnansweredRequest[]>();
  let inWork = 0;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    let ofSocket = bySocket.get(request.socket);
    if (ofSocket === undefined) bySocket.set(request.socket, (ofSocket = []));
    ofSocket.push({ request, response });
    response.on('close', () => {
      ofSocket.splice(
        ofSocket.findIndex((unanswered) => unanswered.response === response),
        1,
      );
    });
  });
  const begun = ({ request, response }: UnansweredRequest) => {
    const count = () => {
      if (response.closed) return;
      inWork += 1;
      response.on('close', () => {
        inWork -= 1;
      });
    };
    if (request.complete) count();
    else request.once('end', count);
  };

  return {
    begun,
    of: (socket) => bySocket.get(socket) ?? NONE,
    inWork: () => inWork,
  };
}
