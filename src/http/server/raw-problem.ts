import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';

export interface RawProblem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An RFC 9457 problem for answers given before the application sees a request. Closes the connection. */
export function problemAnswer(problem: RawProblem): ProblemAnswer {
  const requestId = randomUUID();
  const { status, code, title, detail, retryAfterSeconds } = problem;
  const body = JSON.stringify({
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail,
    instance: `urn:uuid:${requestId}`,
    retryable: retryAfterSeconds !== undefined,
  });
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

/** The bytes of an answer, for a connection on which no request could be parsed (RFC 9112 section 2.1). */
export function answerBytes({ status, headers, body }: ProblemAnswer): string {
  const statusLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [statusLine, ...headerLines, '', body].join('\r\n');
}
