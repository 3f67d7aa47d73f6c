import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';

/** Headers of which Node keeps the first, or joins several, where proxies may read another one. */
const SINGLE = new Set(['host', 'origin', 'authorization', 'content-type', 'sec-fetch-site']);

/**
 * Refuses a request that has one of these headers twice (RFC 9110 section 5.3, RFC 9112 section 3.2).
 *
 * @throws ServiceError `invalid-request`
 */
export function requireSingleHeaders({ rawHeaders }: IncomingMessage): void {
  const seen: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!SINGLE.has(name)) continue;
    if (seen.includes(name)) {
      throw new ServiceError('invalid-request', 'The request has a header twice that may occur only once.');
    }
    seen.push(name);
  }
}
