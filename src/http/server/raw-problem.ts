import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import { problemOf } from '../../protocols/json/problem.ts';

export interface RawProblem {
  readonly error: ServiceError;
  /** Where HTTP has a status of its own for what the error's code says in general. */
  readonly status?: 408 | 417 | 431;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function malformed(publicMessage: string): RawProblem {
  return { error: new ServiceError('invalid-request', publicMessage) };
}

export function statusOf({ error, status }: RawProblem): number {
  return status ?? error.status;
}

/** Answers a request that the application never sees, and closes the connection. */
export function respondRaw(response: ServerResponse, problem: RawProblem): void {
  const { status, headers, body } = answerOf(problem);
  response.writeHead(status, headers).end(body);
}

/** The bytes of the same answer, for a connection on which no request could be parsed (RFC 9112 section 2.1). */
export function rawBytes(problem: RawProblem): string {
  const { status, headers, body } = answerOf(problem);
  const statusLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [statusLine, ...headerLines, '', body].join('\r\n');
}

function answerOf(problem: RawProblem): Answer {
  const requestId = randomUUID();
  const status = statusOf(problem);
  const { retryAfterSeconds } = problem.error;
  const body = JSON.stringify({ ...problemOf(problem.error, requestId), status });
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
      Connection: 'close',
    },
    body,
  };
}
