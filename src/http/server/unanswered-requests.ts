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
  /** To be told that work on a request begins. */
  begun(request: UnansweredRequest): void;
  /**
   * How many that were begun, of all connections, may change something and have been received as a whole: neither streams
   * that are read for hours are among them, nor bodies that trickle in.
   */
  changing(): number;
}

const NONE: readonly UnansweredRequest[] = [];
/** RFC 9110 section 9.2.1 */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether a request may change something, by its method. */
export function mayChange({ method = '' }: IncomingMessage): boolean {
  return !SAFE_METHODS.has(method);
}

/** RFC 9112 section 6 */
function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Watches a server from now on. */
export function trackUnansweredRequests(server: Server): UnansweredRequests {
  const bySocket = new WeakMap<Duplex, UnansweredRequest[]>();
  let changing = 0;
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
  const begun = ({ request, response }: UnansweredRequest) => {
    if (!mayChange(request)) return;
    const count = () => {
      if (response.closed) return;
      changing += 1;
      response.once('close', () => {
        changing -= 1;
      });
    };
    if (announcesBody(request)) request.once('end', count);
    else count();
  };

  return {
    begun,
    of: (socket) => bySocket.get(socket) ?? NONE,
    changing: () => changing,
  };
}
