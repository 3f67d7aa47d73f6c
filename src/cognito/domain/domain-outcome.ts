import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import { causeByStatus } from '../outcome/cause-by-status.ts';
import { retryAfterSeconds } from '../outcome/retry-after-seconds.ts';
import { jsonObjectOf } from '../transport/json-object.ts';
import { isEmptyOrObject } from '../transport/require-usable-success.ts';
import type { AnswerHeaders } from '../upstream-connections.ts';

interface DomainAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Uint8Array;
}

/** What the `error` of an answer means. `invalid_request` may be about the token as well: the caller finds out. */
const MEANINGS: ReadonlyMap<string, (exceptionName: string) => UpstreamOutcome> = new Map<
  string,
  (exceptionName: string) => UpstreamOutcome
>([
  ['invalid_client', (exceptionName) => ({ kind: 'parked', cause: 'client-refused', exceptionName })],
  ['invalid_request', (exceptionName) => ({ kind: 'parked', cause: 'revocation-refused', exceptionName })],
  [
    'unsupported_token_type',
    (exceptionName) => ({ kind: 'rejected', code: 'unsupported-token-type', exceptionName }),
  ],
]);

/** Names end up in logs, so that whatever does not look like one counts as none. */
const ERROR_NAME = /^[a-z][a-z_]{2,40}$/;

/**
 * Turns an answer of `/oauth2/revoke` into an outcome: 200 without a body is success, also for a token that was dead
 * already; 400 and 401 are told apart by `error`. What is not of that form is no answer of Cognito's.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export function domainOutcome({ status, headers, body }: DomainAnswer): UpstreamOutcome {
  if (status === 200 && isEmptyOrObject(body)) return { kind: 'confirmed' };
  const name = status === 400 || status === 401 ? errorName(body) : undefined;
  if (name === undefined) {
    return {
      kind: 'retry',
      cause: causeByStatus(status),
      exceptionName: undefined,
      retryAfterSeconds: retryAfterSeconds(headers),
    };
  }
  const meaning = MEANINGS.get(name);
  return meaning?.(name) ?? { kind: 'parked', cause: 'unknown-exception', exceptionName: name };
}

function errorName(body: Uint8Array): string | undefined {
  const { error } = (jsonObjectOf(body) ?? {}) as { readonly error?: unknown };
  return typeof error === 'string' && ERROR_NAME.test(error) ? error : undefined;
}
