import type { RequestHandler } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { pathOf } from './request-path.ts';

/**
 * Makes the step that refuses what cannot be percent-decoded in a path with a name in it (RFC 3986 section 2.1). Express would
 * fail on that, as on a fault of this process, whatever the method.
 *
 * @param allowedMethods of the route at a path, none where there is none
 * @throws ServiceError (the step) `invalid-request`, or `method-not-allowed`
 */
export function refuseUndecodable(allowedMethods: (path: string) => readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const path = pathOf(request.url);
    const allow = isDecodable(path) ? [] : allowedMethods(path);
    if (allow.length === 0) return next();
    if (!allow.includes(request.method)) throw methodNotAllowed(allow);
    throw new ServiceError('invalid-request', 'A part of the path is not percent-encoded as it has to be.');
  };
}

/** RFC 9110 section 15.5.6 */
export function methodNotAllowed(allow: readonly string[]): ServiceError {
  return new ServiceError('method-not-allowed', 'This path does not answer to this method.', { allow });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
