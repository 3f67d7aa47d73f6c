import type { IncomingMessage } from 'node:http';
import type { RawProblem } from './raw-problem.ts';

const HTTP_1 = new Set(['1.0', '1.1']);

/**
 * What Node's parser lets through although no honest caller sends it: a request line without a version, a target in
 * absolute or asterisk form (RFC 9112 section 3.2; only proxies need them), and more headers than are kept, of which
 * Node would silently drop the rest. A missing Host is found here too, since Node's own answer could be stored. Undefined for an ordinary request.
 */
export function unusualRequest(request: IncomingMessage, maxHeaders: number): RawProblem | undefined {
  if (!HTTP_1.has(request.httpVersion)) return invalid('Send HTTP/1.1 requests.');
  if (request.httpVersion === '1.1' && request.headers.host === undefined)
    return invalid('Send a Host header.');
  if (request.url?.startsWith('/') !== true) return invalid('Send the path alone as the request target.');
  if (request.rawHeaders.length / 2 > maxHeaders) return TOO_MANY_HEADERS;
  return undefined;
}

const TOO_MANY_HEADERS: RawProblem = {
  status: 431,
  code: 'invalid-request',
  title: 'Request header fields too large',
  detail: 'The request has too many headers.',
};

function invalid(detail: string): RawProblem {
  return { status: 400, code: 'invalid-request', title: 'Invalid request', detail };
}
