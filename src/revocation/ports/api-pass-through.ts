import type { RetryCause } from './upstream-outcome.ts';

/** A call of Cognito's API that ends no session, and that the operator lets through. */
export interface PassedCall {
  /** Name of the operation: one that Cognito asks no AWS signature for. */
  readonly operation: string;
  readonly clientId: string;
  /** What the caller sent: untrusted, of any shape. */
  readonly fields: object;
}

export type PassedAnswer =
  /** What Cognito said: JSON, with whatever it has for the caller, also tokens. */
  | { readonly kind: 'success'; readonly body: string }
  | { readonly kind: 'refusal'; readonly exceptionName: string; readonly body: string }
  | { readonly kind: 'no-answer'; readonly cause: RetryCause };

/**
 * Passes calls on to Cognito's API, adding the secret of the app client where the operation takes one.
 *
 * An implementation makes one try, ends within the signal's deadline, reads at most 64 kB of an answer, follows no
 * redirect and sends nothing of the caller but the fields. It throws only for an app client that is not configured.
 */
export interface ApiPassThrough {
  pass(call: PassedCall, signal: AbortSignal): Promise<PassedAnswer>;
}
