import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';

/**
 * Refuses a request with session cookies that another site may have caused. The browser's own word
 * (`Sec-Fetch-Site`, Fetch Metadata Request Headers, W3C) comes first: `same-origin` is enough. Everything else,
 * and browsers that do not send it, need an `Origin` that is listed exactly.
 *
 * @throws ServiceError `origin-not-allowed`
 */
export function requireAllowedSite(headers: IncomingHttpHeaders, allowedOrigins: ReadonlySet<string>): void {
  if (headers['sec-fetch-site'] === 'same-origin') return;
  if (headers.origin !== undefined && allowedOrigins.has(headers.origin)) return;
  throw new ServiceError('origin-not-allowed', headers.origin === 'null' ? ORIGIN_HIDDEN : ORIGIN_NOT_LISTED);
}

const ORIGIN_NOT_LISTED =
  'A request with session cookies has to come from a page of an origin that is configured for the app client.';

/** What a browser says for a form of another origin under these policies (Fetch Standard, "append a request `Origin` header"). */
const ORIGIN_HIDDEN =
  'The browser did not say which origin this came from, as with a form on a page whose Referrer-Policy is no-referrer or ' +
  'same-origin: give that page strict-origin-when-cross-origin. A request with session cookies has to name an origin that ' +
  'is configured for the app client.';
