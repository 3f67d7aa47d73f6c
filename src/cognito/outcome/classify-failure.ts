import type {
  ParkCause,
  RejectionCode,
  RetryCause,
  UpstreamOutcome,
} from '../../revocation/ports/upstream-outcome.ts';
import { TransportError } from '../transport/transport-error.ts';
import { causeByStatus } from './cause-by-status.ts';
import { retryAfterSeconds } from './retry-after-seconds.ts';

/** What one of Cognito's exceptions means, in place of its name. */
export type Meaning =
  | { readonly kind: 'already-dead' }
  | { readonly kind: 'rejected'; readonly code: RejectionCode }
  | { readonly kind: 'retry'; readonly cause: RetryCause }
  | { readonly kind: 'parked'; readonly cause: ParkCause };

export type ExceptionMeanings = ReadonlyMap<string, Meaning>;

/** Throttling arrives as HTTP 400, so that only the name tells it. */
const THROTTLED: Meaning = { kind: 'retry', cause: 'throttled' };
const SERVER_ERROR: Meaning = { kind: 'retry', cause: 'server-error' };

/** Exceptions that mean the same for every operation. */
const MEANINGS_ANYWHERE: ExceptionMeanings = new Map<string, Meaning>([
  ['TooManyRequestsException', THROTTLED],
  ['ThrottlingException', THROTTLED],
  ['LimitExceededException', THROTTLED],
  ['RequestLimitExceeded', THROTTLED],
  ['InternalErrorException', SERVER_ERROR],
  ['InternalFailure', SERVER_ERROR],
  ['InternalServerError', SERVER_ERROR],
  ['ServiceUnavailable', SERVER_ERROR],
  ['ServiceUnavailableException', SERVER_ERROR],
  ['ForbiddenException', { kind: 'retry', cause: 'forbidden' }],
  ['OperationNotEnabledException', { kind: 'parked', cause: 'operation-not-enabled' }],
]);

/** How errors are called that a signal gives as its reason. */
const ABORTED: ReadonlySet<unknown> = new Set(['AbortError', 'TimeoutError']);

/** Names end up in logs, so that whatever does not look like one counts as none. */
export const EXCEPTION_NAME = /^[A-Za-z][A-Za-z0-9]{0,79}$/;

interface Failure {
  readonly name?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * Turns what the SDK threw into an outcome: by the exception's name, never by its message, and by the HTTP status only
 * where the body named no exception; by the error's code where there was no answer at all.
 *
 * @param meanings what exceptions mean for the operation at hand; looked up before those of every operation
 */
export function classifyFailure(error: unknown, meanings: ExceptionMeanings): UpstreamOutcome {
  const failure: Failure = typeof error === 'object' && error !== null ? error : {};
  const name =
    typeof failure.name === 'string' && EXCEPTION_NAME.test(failure.name) ? failure.name : 'Unknown';
  const known = meanings.get(name) ?? MEANINGS_ANYWHERE.get(name);
  if (known !== undefined) return outcome(known, name, failure);
  const named = failure.$fault !== undefined && name !== 'Unknown';
  return named
    ? unknownException(name, failure)
    : outcome({ kind: 'retry', cause: causeWithoutName(failure) }, undefined, failure);
}

function outcome(meaning: Meaning, exceptionName: string | undefined, failure: Failure): UpstreamOutcome {
  if (meaning.kind === 'retry') {
    return { ...meaning, exceptionName, retryAfterSeconds: retryAfterSeconds(failure.$response?.headers) };
  }
  if (meaning.kind === 'parked') return { ...meaning, exceptionName };
  return { ...meaning, exceptionName: exceptionName ?? 'Unknown' };
}

/** An exception of no known meaning waits for an operator, unless its status says that it passes. */
function unknownException(name: string, failure: Failure): UpstreamOutcome {
  const cause = causeByStatus(failure.$metadata?.httpStatusCode ?? 400);
  return cause === 'unusable-answer'
    ? { kind: 'parked', cause: 'unknown-exception', exceptionName: name }
    : outcome({ kind: 'retry', cause }, name, failure);
}

function causeWithoutName(failure: Failure): RetryCause {
  if (failure instanceof TransportError) return failure.retryCause;
  if (ABORTED.has(failure.name)) return 'timeout';
  return causeByStatus(failure.$metadata?.httpStatusCode ?? 200);
}
