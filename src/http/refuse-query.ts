import { ServiceError } from '../errors/service-error.ts';
import { hasQuery } from './routing/request-path.ts';

/**
 * Refuses parameters in the URL: URLs end up in logs, histories and Referer headers, and tokens do not belong there
 * (RFC 6750 section 5.3).
 *
 * @throws ServiceError `invalid-request`
 */
export function refuseQuery(target: string): void {
  if (!hasQuery(target)) return;
  throw new ServiceError(
    'invalid-request',
    'Send the fields in the body: this path takes nothing in the URL.',
  );
}
