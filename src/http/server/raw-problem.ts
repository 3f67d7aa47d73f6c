import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import type { DescribeError } from '../../protocols/error-answer.ts';
import { problemAnswer } from '../../protocols/json/problem.ts';
import { VARY } from '../answers/carry-headers.ts';
import { beginAnswer, headLine, headLines, statusLine } from '../answers/head-lines.ts';
import { RESOURCE_POLICY, SECURITY_HEADERS } from '../answers/security-headers.ts';

export interface RawProblem {
  readonly error: ServiceError;
  /** Where HTTP has a status of its own for what the error's code says in general. */
  readonly status?: 408 | 417 | 431;
  /** Whether the next request may come on the same connection. Unset: it closes. */
  readonly keepsConnection?: boolean;
}

type Header = readonly [name: string, value: string];

const CLOSE: Header = ['Connection', 'close'];

interface Answer {
  readonly status: number;
  /** The lines of its head behind the first. */
  readonly lines: string;
  /** The one header that Node.js always has to know of. */
  readonly length: Header;
  readonly body: string;
}

/** An answer but for the id of its request. */
interface Template extends Omit<Answer, 'body'> {
  /** What stands between the places of the id. */
  readonly bodyParts: readonly string[];
}

/** What protects a browser in the answers of the application protects it here, too. */
const PROTECTION = Object.fromEntries(SECURITY_HEADERS.filter(([name]) => name !== RESOURCE_POLICY));

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
  const { status, lines, length, body } = answerOf(problem, describeError);
  // Set before by a server that stops, or by a request after which a connection cannot be used.
  const closes = problem.keepsConnection !== true || response.getHeader('Connection') === 'close';
  beginAnswer(response, status, lines + headLines(permission), closes ? [...length, ...CLOSE] : length);
  response.end(body);
}

/** The bytes of the same answer, for a connection on which no request could be parsed (RFC 9112 section 2.1). */
export function rawBytes(problem: RawProblem): string {
  const { status, lines, length, body } = answerOf(problem, problemAnswer);
  const framing = headLine(...length) + (problem.keepsConnection === true ? '' : headLine(...CLOSE));
  return `${statusLine(status)}${lines}${framing}\r\n${body}`;
}

function answerOf(problem: RawProblem, describeError: DescribeError): Answer {
  const { bodyParts, lines, ...template } = templateOf(problem, describeError);
  const requestId = randomUUID();
  return { ...template, lines: lines + headLine('X-Request-Id', requestId), body: bodyParts.join(requestId) };
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
  const lines = headLines({
    'Content-Type': described.mediaType,
    Vary: VARY,
    ...PROTECTION,
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
  });
  const length = ['Content-Length', String(Buffer.byteLength(body))] as const;
  return { status, lines, length, bodyParts: body.split(SOME_ID) };
}
