import { ServiceError } from '../errors/service-error.ts';
import { hasQuery } from './routing/request-path.ts';

/**
 * Refuses parameters in the URL: URLs end up in logs, histories and Referer headers, and tokens do not belong there
 * (RFC 6750 section 5.3).
 *
 * @throws ServiceError `invalid-request`
 */
export function refuseQuery({ method, url }: { readonly method: string; readonly url: string }): void {
  if (!hasQuery(url)) return;
  throw new ServiceError(
    'invalid-request',
    method === 'POST'
      ? 'Send the fields in the body: this path takes nothing in the URL.'
      : "This path takes nothing in the URL's query.",
  );
}
