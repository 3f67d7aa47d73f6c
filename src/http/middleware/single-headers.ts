import type { RequestHandler } from 'express';
import { ServiceError } from '../../errors/service-error.ts';

/** Headers of which Node keeps the first, or joins several, where proxies may read another one. */
const SINGLE = new Set(['host', 'origin', 'authorization', 'content-type', 'sec-fetch-site']);

/** Refuses a request that has one of these headers twice (RFC 9110 section 5.3, RFC 9112 section 3.2). */
export function singleHeaders(): RequestHandler {
  return (request, _response, next) => {
    const names = request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const single = names.filter((name) => SINGLE.has(name));
    if (new Set(single).size < single.length) {
      throw new ServiceError('invalid-request', 'The request has a header twice that may occur only once.');
    }
    next();
  };
}
