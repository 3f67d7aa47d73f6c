import { randomUUID } from 'node:crypto';
import { ServerResponse, STATUS_CODES } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import type { DescribeError } from '../../protocols/error-answer.ts';
import { problemAnswer } from '../../protocols/json/problem.ts';
import { VARY } from '../answers/carry-headers.ts';

export interface RawProblem {
  readonly error: ServiceError;
  /** Where HTTP has a status of its own for what the error's code says in general. */
  readonly status?: 408 | 417 | 431;
  /** Whether the next request may come on the same connection. Unset: it closes. */
  readonly keepsConnection?: boolean;
}

interface Answer {
  readonly status: number;
  /** Names and values, one after the other. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** An answer but for the id of its request. */
interface Template {
  readonly status: number;
  readonly headers: readonly string[];
  /** What stands between the places of the id. */
  readonly bodyParts: readonly string[];
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
  // Not the app's, which would set headers of its own first, for Node to merge with these.
  ServerResponse.prototype.writeHead
    .call(response, status, [...headers, ...Object.entries(permission).flat()])
    .end(body);
}

/** The bytes of the same answer, for a connection on which no request could be parsed (RFC 9112 section 2.1). */
export function rawBytes(problem: RawProblem): string {
  const { status, headers, body } = answerOf(problem, problemAnswer);
  const statusLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  const headerLines = headers.flatMap((name, at) => (at % 2 === 0 ? `${name}: ${headers[at + 1]}` : []));
  return [statusLine, ...headerLines, '', body].join('\r\n');
}

function answerOf(problem: RawProblem, describeError: DescribeError): Answer {
  const { status, headers, bodyParts } = templateOf(problem, describeError);
  const requestId = randomUUID();
  return { status, headers: [...headers, 'X-Request-Id', requestId], body: bodyParts.join(requestId) };
}

const SOME_ID = randomUUID();
const templates = new WeakMap<RawProblem, Map<DescribeError, Template>>();

/** Whoever has more to do than can be done refuses thousands in the same words. */
function templateOf(problem: RawProblem, describeError: DescribeError): Template {
  let ofProblem = templates.get(problem);
  if (ofProblem === undefined) templates.set(problem, (ofProblem = new Map<DescribeError, Template>()));
  let template = ofProblem.get(describeError);
  if (template === undefined) ofProblem.set(describeError, (template = makeTemplate(problem, describeError)));
  return template;
}

function makeTemplate(problem: RawProblem, describeError: DescribeError): Template {
  const { retryAfterSeconds } = problem.error;
  const described = describeError(problem.error, SOME_ID);
  const { status = described.status } = problem;
  const body = JSON.stringify(problem.status === undefined ? described.body : { ...described.body, status });
  const headers = {
    'Content-Type': described.mediaType,
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    Vary: VARY,
    ...PROTECTION,
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    ...(problem.keepsConnection === true ? {} : { Connection: 'close' }),
  };
  return { status, headers: Object.entries(headers).flat(), bodyParts: body.split(SOME_ID) };
}
