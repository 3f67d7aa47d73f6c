import type { ErrorCode } from '../../errors/error-code.ts';
import type { ServiceError } from '../../errors/service-error.ts';
import type { ErrorAnswer } from '../error-answer.ts';

/**
 * The errors of RFC 6749 section 5.2 and RFC 7009 section 2.2.1 that the service gives. The last two are from RFC
 * 6749 section 4.1.2.1, since neither section has one for a server that cannot do what it should.
 */
export const OAUTH_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unsupported_token_type',
  'temporarily_unavailable',
  'server_error',
] as const;

export type OAuthErrorName = (typeof OAUTH_ERRORS)[number];

export interface OAuthError {
  readonly error: OAuthErrorName;
  readonly error_description: string;
}

/** The codes that have a name of their own in OAuth. All others are the caller's fault, and `invalid_request`. */
const NAMES: Partial<Record<ErrorCode, OAuthErrorName>> = {
  'unknown-client': 'invalid_client',
  unauthenticated: 'invalid_client',
  'unsupported-token-type': 'unsupported_token_type',
  'token-not-of-client': 'invalid_grant',
  'too-many-requests': 'temporarily_unavailable',
  'client-misconfigured': 'temporarily_unavailable',
  overloaded: 'temporarily_unavailable',
  'not-durable': 'temporarily_unavailable',
  internal: 'server_error',
};

export function oauthErrorName(code: ErrorCode): OAuthErrorName {
  return NAMES[code] ?? 'invalid_request';
}

/** The status of an error: that of its code, but 401 for whatever is about the client (RFC 6749 section 5.2). */
export function oauthStatus(code: ErrorCode, status: number): number {
  return oauthErrorName(code) === 'invalid_client' ? 401 : status;
}

/** An error as RFC 6749 section 5.2 writes it. `WWW-Authenticate` names the scheme that the caller used, if any. */
export function oauthErrorAnswer({ code, status, message, challenge }: ServiceError): ErrorAnswer {
  const body: OAuthError = { error: oauthErrorName(code), error_description: describable(message) };
  return {
    status: oauthStatus(code, status),
    mediaType: 'application/json',
    headers: challenge === undefined ? {} : { 'WWW-Authenticate': challenge },
    body,
  };
}

/** `error_description` may have printable ASCII characters but for `"` and `\` (RFC 6749 section 5.2). */
function describable(message: string): string {
  return message.replaceAll('"', "'").replaceAll(/[^\x20-\x5b\x5d-\x7e]/g, '');
}
