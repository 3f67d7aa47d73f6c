import type { ErrorCode } from '../../errors/error-code.ts';

export interface ProblemText {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** Whether the same request, sent again later, may succeed. */
  readonly retryable: boolean;
}

/** What each code means to a caller, and what to do about it. */
export const PROBLEM_TEXTS: Readonly<Record<ErrorCode, ProblemText>> = {
  'invalid-request': {
    title: 'The request is not valid',
    meaning:
      'Something about the request is malformed, missing, contradictory or not known. Nothing was revoked.',
    remedy: 'Read the detail of the problem, correct the request and send it again.',
    retryable: false,
  },
  'unknown-client': {
    title: 'The app client is not known',
    meaning:
      'The request names an app client that is not configured, or none where several are. Nothing was revoked.',
    remedy: 'Send the clientId that the refresh token was issued to, and have that app client configured.',
    retryable: false,
  },
  'unsupported-token-type': {
    title: 'This is not a refresh token',
    meaning:
      'An access token or ID token was sent where the refresh token belongs. Cognito revokes refresh tokens only.',
    remedy: 'Send the refresh token of the session as refreshToken, and the access token as accessToken.',
    retryable: false,
  },
  'token-not-of-client': {
    title: 'The token belongs to another app client',
    meaning:
      'Cognito issued the refresh token to another app client than the one named. Nothing was revoked.',
    remedy: 'Send the clientId that the refresh token was issued to.',
    retryable: false,
  },
  unauthenticated: {
    title: 'The credential was not accepted',
    meaning: 'The request needs a credential, and it had none, or one that is wrong, expired or not known.',
    remedy: 'Send a valid access token or API key as Authorization: Bearer.',
    retryable: false,
  },
  forbidden: {
    title: 'Not allowed',
    meaning:
      'The credential is genuine, but does not allow this act or this user pool; or the account is protected from all of them.',
    remedy:
      'Use a credential that has the right, or have the right granted. For a protected account there is none.',
    retryable: false,
  },
  'origin-not-allowed': {
    title: 'The request came from a site that is not allowed',
    meaning:
      'The request had session cookies and was not made by a page of an allowed origin. No cookie was touched.',
    remedy: 'Have the exact origin of the frontend configured for the app client.',
    retryable: false,
  },
  'user-not-found': {
    title: 'The user does not exist',
    meaning: 'The user pool has no user of that name, sub or e-mail address.',
    remedy:
      'Check userPoolId, and username, sub or email. A username is the one that Cognito keeps, or whatever else the user signs in by.',
    retryable: false,
  },
  'session-not-found': {
    title: 'The session does not exist',
    meaning: 'The user has no such session, or it has ended already.',
    remedy: 'List the sessions of the user and choose one of them.',
    retryable: false,
  },
  'feature-unavailable': {
    title: 'The feature is not available',
    meaning:
      'The request asks for something that the service or the user pool does not offer. Nothing was done.',
    remedy: 'Read the detail of the problem, and leave that part out or have the feature switched on.',
    retryable: false,
  },
  conflict: {
    title: 'Something stands against the change',
    meaning:
      'The app client is not in a state in which this service may change it, or somebody else is changing it. Nothing was written.',
    remedy: 'Read the detail of the problem: it says what stands against it, and what to do.',
    retryable: false,
  },
  'client-misconfigured': {
    title: 'The service is not set up correctly for this app client',
    meaning:
      'Cognito refused the service itself, for instance because of a wrong client secret. Nothing was revoked.',
    remedy: 'Try again later. The operator finds the cause and the remedy in the log.',
    retryable: true,
  },
  'idempotency-mismatch': {
    title: 'The idempotency key was used for another request',
    meaning: 'The Idempotency-Key was sent before with a different body.',
    remedy: 'Use a new key for a new request.',
    retryable: false,
  },
  'not-found': {
    title: 'There is nothing here',
    meaning: 'The path is not one of the service, or the id in it is of nothing that this caller may see.',
    remedy: 'Check the id, and see /openapi.json for the paths that there are.',
    retryable: false,
  },
  'method-not-allowed': {
    title: 'The method is not allowed',
    meaning: 'The path exists, but does not answer to this method. A logout is always a POST.',
    remedy: 'Use one of the methods in the Allow header.',
    retryable: false,
  },
  'payload-too-large': {
    title: 'The body is too large',
    meaning: 'The body is larger than the service reads.',
    remedy: 'Send only the fields that are documented.',
    retryable: false,
  },
  'unsupported-media-type': {
    title: 'The body is of a type that is not read',
    meaning: 'The body is neither JSON nor a form, or it is compressed or not in UTF-8.',
    remedy: 'Send application/json or application/x-www-form-urlencoded, uncompressed.',
    retryable: false,
  },
  'too-many-requests': {
    title: 'Too many requests',
    meaning: 'A limit was reached. The headers RateLimit-Policy and RateLimit say which.',
    remedy: 'Wait for as many seconds as Retry-After says.',
    retryable: true,
  },
  overloaded: {
    title: 'The service is overloaded',
    meaning: 'The service sheds load. Nothing was done.',
    remedy: 'Wait for as many seconds as Retry-After says, then send the same request again.',
    retryable: true,
  },
  'not-durable': {
    title: 'The session could not be ended now',
    meaning:
      'Cognito did not confirm, and the request could not be stored for later. Take the token to be alive still.',
    remedy: 'Wait for as many seconds as Retry-After says, then send the same request again.',
    retryable: true,
  },
  internal: {
    title: 'Something went wrong in the service',
    meaning: 'An error that the service did not foresee. Take the token to be alive still.',
    remedy: 'Try again. If it happens again, give the operator the request id: it is in the log.',
    retryable: true,
  },
};
