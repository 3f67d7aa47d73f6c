import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ServiceError } from '../../errors/service-error.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { malformed, rawBytes, statusOf, type RawProblem } from './raw-problem.ts';

/** How long a refused connection may take to read its answer. */
const CLOSE_AFTER_MS = 1_000;

const NOT_HTTP = malformed('This is not a well-formed HTTP/1.1 request.');

const PROBLEMS: Readonly<Record<string, RawProblem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { ...malformed('The request did not arrive in time.'), status: 408 },
  HPE_HEADER_OVERFLOW: { ...malformed('The headers are too large. Send fewer cookies.'), status: 431 },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    error: new ServiceError('payload-too-large', 'The chunk extensions of the body are too large.'),
  },
};

/**
 * Answers what could not be parsed, or did not arrive in time, and closes the connection, so that whatever follows
 * on it is never read as another request. What was asked before on the same connection is answered first, or its
 * caller would take the refusal for its answer (RFC 9112 section 9.3.2). Answers `CONNECT` the same way: this server
 * is no proxy.
 */
export function refuseMalformed(server: Server, telemetry: Telemetry): void {
  const unanswered = trackUnanswered(server);
  const refused = new WeakSet<Duplex>();

  const refuse = async (socket: Duplex, problem: RawProblem) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    telemetry.requestMalformed({ status: statusOf(problem) });
    const exchanges = [...unanswered(socket)];
    await Promise.all(exchanges.filter(isReceived).map(({ response }) => closed(response)));
    const isHalfAnswered = exchanges.some(
      (exchange) => !isReceived(exchange) && exchange.response.headersSent,
    );
    if (!socket.writable || isHalfAnswered) {
      socket.destroy();
      return;
    }
    socket.end(rawBytes(problem));
    setTimeout(() => socket.destroy(), CLOSE_AFTER_MS).unref();
  };

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET') socket.destroy();
    else void refuse(socket, PROBLEMS[error.code ?? ''] ?? NOT_HTTP);
  });
  server.on('connect', (_request, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    void refuse(socket, malformed('This server is no proxy.'));
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The requests of a connection whose answers are not out yet, several if it pipelines. */
function trackUnanswered(server: Server): (socket: Duplex) => ReadonlySet<Exchange> {
  const bySocket = new WeakMap<Duplex, Set<Exchange>>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const exchanges = bySocket.get(request.socket) ?? new Set();
    const exchange = { request, response };
    bySocket.set(request.socket, exchanges.add(exchange));
    response.once('close', () => exchanges.delete(exchange));
  });
  return (socket) => bySocket.get(socket) ?? new Set();
}

/** Whether what is malformed is not this request, but one after it. */
function isReceived({ request }: Exchange): boolean {
  return request.complete;
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) resolve();
    else response.once('close', resolve);
  });
}
