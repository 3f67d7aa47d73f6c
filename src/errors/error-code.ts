/**
 * Every code that an answer of the service may carry, with its HTTP status. The set is closed: clients branch
 * on it, `/problems/<code>` explains each one, and the OpenAPI document lists them.
 */
export const ERROR_STATUS = {
  'invalid-request': 400,
  'unknown-client': 400,
  'unsupported-token-type': 400,
  'token-not-of-client': 400,
  unauthenticated: 401,
  forbidden: 403,
  'origin-not-allowed': 403,
  'user-not-found': 404,
  'session-not-found': 404,
  'feature-unavailable': 409,
  conflict: 409,
  'client-misconfigured': 503,
  'idempotency-mismatch': 422,
  'not-found': 404,
  'method-not-allowed': 405,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  overloaded: 503,
  'not-durable': 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
