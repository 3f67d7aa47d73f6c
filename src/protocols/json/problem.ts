import type { ErrorCode } from '../../errors/error-code.ts';
import type { ServiceError } from '../../errors/service-error.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';

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

export function problemOf(error: ServiceError, requestId: string): Problem {
  const { title, retryable } = PROBLEM_TEXTS[error.code];
  return {
    type: problemPath(error.code),
    title,
    status: error.status,
    code: error.code,
    detail: error.message,
    instance: `urn:uuid:${requestId}`,
    retryable,
  };
}

export function problemPath(code: ErrorCode): string {
  return `/problems/${code}`;
}
