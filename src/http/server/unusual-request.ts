import type { IncomingMessage } from 'node:http';
import { malformed, type RawProblem } from './raw-problem.ts';

const HTTP_1 = new Set(['1.0', '1.1']);
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;

/** RFC 9110 section 7.2: a host, and a port if there is one. Empty where there is no authority. */
const HOST = /^(?:[\w.~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])?(?::\d*)?$/;

/**
 * What Node's parser lets through although no honest caller sends it: a request line without a version, a request
 * without Host or with one that is no host, a target that is no path or names another host than Host does, a body in
 * any transfer coding but chunked (Node takes whatever ends with it, where proxies differ), and more headers than are
 * kept, of which Node would silently drop the rest. Undefined for an ordinary request.
 */
export function unusualRequest(request: IncomingMessage, maxHeaders: number): RawProblem | undefined {
  if (!HTTP_1.has(request.httpVersion)) return malformed('Send HTTP/1.1 requests.');
  const { host, 'transfer-encoding': coding = 'chunked' } = request.headers;
  if (request.httpVersion === '1.1' && host === undefined) return malformed('Send a Host header.');
  if (host !== undefined && !HOST.test(host)) return malformed('Send a Host header that is a host.');
  if (coding.toLowerCase() !== 'chunked')
    return malformed('Send the body in no transfer coding but chunked.');
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
