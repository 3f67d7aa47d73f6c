import { ERROR_STATUS, type ErrorCode } from './error-code.ts';

export interface ServiceErrorDetails {
  /** What went wrong inside, for the log only. Never shown to a caller. */
  readonly cause?: unknown;
  /** Seconds after which the caller may try again; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Methods that the route does answer; becomes `Allow` (RFC 9110 section 10.2.1). */
  readonly allow?: readonly string[];
  /** The authentication scheme that a caller used in vain; becomes `WWW-Authenticate` (RFC 9110 section 11.6.1). */
  readonly challenge?: string;
}

/**
 * The only error that may reach a caller. `message` is written for the caller and holds no input, no secret and
 * no internals; `cause` is for the log.
 */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | undefined;
  readonly allow: readonly string[] | undefined;
  readonly challenge: string | undefined;

  constructor(code: ErrorCode, publicMessage: string, details: ServiceErrorDetails = {}) {
    super(publicMessage, { cause: details.cause });
    this.name = 'ServiceError';
    this.code = code;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.allow = details.allow;
    this.challenge = details.challenge;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
