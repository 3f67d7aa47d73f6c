import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ServiceError } from '../../errors/service-error.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { malformed, rawBytes, statusOf, type RawProblem } from './raw-problem.ts';
import type { UnansweredRequest, UnansweredRequests } from './unanswered-requests.ts';

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
export function refuseMalformed(server: Server, unanswered: UnansweredRequests, telemetry: Telemetry): void {
  const refused = new WeakSet<Duplex>();

  const refuse = async (socket: Duplex, problem: RawProblem) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    telemetry.requestMalformed({ status: statusOf(problem) });
    const requests = [...unanswered.of(socket)];
    await Promise.all(requests.filter(isReceived).map(({ response }) => closed(response)));
    const isHalfAnswered = requests.some((request) => !isReceived(request) && request.response.headersSent);
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

/** Whether what is malformed is not this request, but one after it. */
function isReceived({ request }: UnansweredRequest): boolean {
  return request.complete;
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) resolve();
    else response.once('close', resolve);
  });
}
