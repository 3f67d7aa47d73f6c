/** Why something could not be read from Cognito, or not be done there. */
export type Hindrance =
  | { readonly kind: 'absent'; readonly what: 'user-pool' | 'app-client' }
  /** IAM does not allow the operation. */
  | { readonly kind: 'denied' }
  /** There are no AWS credentials. */
  | { readonly kind: 'no-credentials' }
  /** There are AWS credentials, and Cognito does not take them. */
  | { readonly kind: 'credentials-refused'; readonly exceptionName: string }
  /** A web ACL refused. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'throttled' }
  /** The user pool's tier or Region does not offer it. */
  | { readonly kind: 'not-offered'; readonly exceptionName: string }
  /** Somebody else changes the app client at the same time. */
  | { readonly kind: 'concurrent' }
  | { readonly kind: 'refused'; readonly exceptionName: string }
  /** No answer of Cognito's came: what was asked may have been done, or not. */
  | { readonly kind: 'unreachable'; readonly cause: string };

export type Reading<T> = { readonly kind: 'read'; readonly value: T } | Hindrance;

/** What was read, or undefined. */
export function valueOf<T>(reading: Reading<T>): T | undefined {
  return reading.kind === 'read' ? reading.value : undefined;
}
