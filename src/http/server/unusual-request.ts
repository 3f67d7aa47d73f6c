import type { IncomingMessage } from 'node:http';
import { malformed, type RawProblem } from './raw-problem.ts';

const HTTP_1 = new Set(['1.0', '1.1']);
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;

/**
 * What Node's parser lets through although no honest caller sends it: a request line without a version, a request
 * without Host, a target that is no path or names another host than Host does, and more headers than are kept, of
 * which Node would silently drop the rest. Undefined for an ordinary request.
 */
export function unusualRequest(request: IncomingMessage, maxHeaders: number): RawProblem | undefined {
  if (!HTTP_1.has(request.httpVersion)) return malformed('Send HTTP/1.1 requests.');
  if (request.httpVersion === '1.1' && request.headers.host === undefined)
    return malformed('Send a Host header.');
  if (!isUsualTarget(request)) return malformed('Send the path alone as the request target.');
  if (request.rawHeaders.length / 2 > maxHeaders)
    return { ...malformed('The request has too many headers.'), status: 431 };
  return undefined;
}

/** RFC 9112 section 3.2. The absolute form has to be accepted; a proxy before us may have routed by the other host. */
function isUsualTarget({ url = '', method, headers }: IncomingMessage): boolean {
  if (url.startsWith('/')) return true;
  if (url === '*') return method === 'OPTIONS';
  const authority = ABSOLUTE_FORM.exec(url)?.[1];
  return authority !== undefined && authority.toLowerCase() === headers.host?.toLowerCase();
}
