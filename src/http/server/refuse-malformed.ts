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
 * on it is never read as another request. Answers `CONNECT` the same way: this server is no proxy.
 */
export function refuseMalformed(server: Server, telemetry: Telemetry): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();

  const refuse = (socket: Duplex, problem: RawProblem) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    telemetry.requestMalformed({ status: statusOf(problem) });
    if (!socket.writable || answers.get(socket)?.headersSent === true) {
      socket.destroy();
      return;
    }
    socket.end(rawBytes(problem));
    setTimeout(() => socket.destroy(), CLOSE_AFTER_MS).unref();
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answers.set(request.socket, response);
    response.once('close', () => answers.delete(request.socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET') socket.destroy();
    else refuse(socket, PROBLEMS[error.code ?? ''] ?? NOT_HTTP);
  });
  server.on('connect', (_request, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    refuse(socket, malformed('This server is no proxy.'));
  });
}
