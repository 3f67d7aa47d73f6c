import type { ErrorCode } from '../../errors/error-code.ts';
import type { ServiceError } from '../../errors/service-error.ts';
import type { ErrorAnswer } from '../error-answer.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** RFC 9457 section 3, with the extension members `code` and `retryable`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly instance: string;
  readonly retryable: boolean;
}

function problemOf(error: ServiceError, requestId: string): Problem {
  const { title, retryable } = PROBLEM_TEXTS[error.code];
  return {
    type: problemPath(error.code),
    title,
    status: error.status,
    code: error.code,
    detail: error.message,
    instance: instanceOf(requestId),
    retryable,
  };
}

/**
 * A URI reference (RFC 9457 section 3.1.5) that holds the request id: a URN where that is a UUID (RFC 9562 section 4),
 * a path where it is a caller's own. Nothing can be fetched there.
 */
function instanceOf(requestId: string): string {
  return UUID.test(requestId) ? `urn:uuid:${requestId}` : `/requests/${requestId}`;
}

/** The problem as an answer, with the challenge that a 401 must carry (RFC 9110 section 15.5.2). */
export function problemAnswer(error: ServiceError, requestId: string): ErrorAnswer {
  const body = problemOf(error, requestId);
  const headers: Record<string, string> =
    body.status === 401 ? { 'WWW-Authenticate': error.challenge ?? 'Bearer' } : {};
  return { status: body.status, mediaType: 'application/problem+json', headers, body };
}

export function problemPath(code: ErrorCode): string {
  return `/problems/${code}`;
}
