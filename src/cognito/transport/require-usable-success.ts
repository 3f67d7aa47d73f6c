import { jsonObjectOf } from './json-object.ts';

/** A 2xx that is no answer of Cognito's. */
class UnusableSuccessError extends Error {
  override readonly name = 'UnusableSuccessError';
}

/**
 * Only 200 with an empty body or a JSON object is a confirmation; the SDK by itself would take any 2xx with any JSON,
 * as a proxy or a captive portal may send.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 *
 * @throws UnusableSuccessError for any other 2xx
 */
export function requireUsableSuccess({ statusCode, body }: { statusCode: number; body: Uint8Array }): void {
  const isSuccess = statusCode >= 200 && statusCode < 300;
  if (isSuccess && !(statusCode === 200 && isEmptyOrObject(body))) {
    throw new UnusableSuccessError(`HTTP ${statusCode} with an unusable body`);
  }
}

/** Whether a body is what Cognito sends with a success: nothing, or a JSON object. */
export function isEmptyOrObject(body: Uint8Array): boolean {
  return body.byteLength === 0 || jsonObjectOf(body) !== undefined;
}
