import type { AppClientDirectory } from '../revocation/app-client-profile.ts';
import { RESOURCE_POLICY } from './answers/security-headers.ts';

const EXPOSED_HEADERS =
  'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, X-Amzn-RequestId, X-Amzn-ErrorType';

/** Headers that let a frontend of an origin read an answer; undefined for an origin that may not, or is none. */
export type OriginPermission = (origin: string | undefined) => Readonly<Record<string, string>> | undefined;

/**
 * Permits the origins that app clients list (CORS protocol, Fetch Standard section 3.3). They are compared as they
 * are: no pattern, no `null`, no wildcard.
 */
export function createOriginPermission(appClients: Pick<AppClientDirectory, 'all'>): OriginPermission {
  const isListed = (origin: string) =>
    appClients.all().some(({ allowedOrigins }) => allowedOrigins.includes(origin));
  return (origin) =>
    origin === undefined || !isListed(origin)
      ? undefined
      : {
          'Access-Control-Allow-Origin': origin,
          'Access-Control-Allow-Credentials': 'true',
          'Access-Control-Expose-Headers': EXPOSED_HEADERS,
          [RESOURCE_POLICY]: 'cross-origin',
        };
}
