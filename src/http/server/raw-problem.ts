import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import type { DescribeError } from '../../protocols/error-answer.ts';
import { problemAnswer } from '../../protocols/json/problem.ts';

export interface RawProblem {
  readonly error: ServiceError;
  /** Where HTTP has a status of its own for what the error's code says in general. */
  readonly status?: 408 | 417 | 431;
  /** Whether the next request may come on the same connection. Unset: it closes. */
  readonly keepsConnection?: boolean;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What protects a browser in the answers of the application protects it here, too. */
const PROTECTION = {
  'Content-Security-Policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export function malformed(publicMessage: string): RawProblem {
  return { error: new ServiceError('invalid-request', publicMessage) };
}

export function statusOf({ error, status }: RawProblem): number {
  return status ?? error.status;
}

/**
 * Answers a request that the application never sees.
 *
 * @param permission headers that let a frontend of another origin read the answer
 */
export function respondRaw(
  response: ServerResponse,
  problem: RawProblem,
  describeError: DescribeError = problemAnswer,
  permission: Readonly<Record<string, string>> = {},
): void {
  const { status, headers, body } = answerOf(problem, describeError);
  response.writeHead(status, { ...headers, ...permission }).end(body);
}

/** The bytes of the same answer, for a connection on which no request could be parsed (RFC 9112 section 2.1). */
export function rawBytes(problem: RawProblem): string {
  const { status, headers, body } = answerOf(problem, problemAnswer);
  const statusLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [statusLine, ...headerLines, '', body].join('\r\n');
}

function answerOf(problem: RawProblem, describeError: DescribeError): Answer {
  const requestId = randomUUID();
  const { retryAfterSeconds } = problem.error;
  const described = describeError(problem.error, requestId);
  const { status = described.status } = problem;
  const body = JSON.stringify(problem.status === undefined ? described.body : { ...described.body, status });
  return {
    status,
    headers: {
      'Content-Type': described.mediaType,
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-store',
      Vary: 'Origin, Sec-Fetch-Site',
      ...PROTECTION,
      'X-Request-Id': requestId,
      ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
      ...(problem.keepsConnection === true ? {} : { Connection: 'close' }),
    },
    body,
  };
}
