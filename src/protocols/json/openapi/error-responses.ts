import type * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../../errors/error-code.ts';
import { AWS_JSON_TYPE, awsStatus } from '../../aws-json/aws-error.ts';
import { oauthStatus } from '../../rfc7009/oauth-error.ts';
import { PROBLEM_TEXTS } from '../problem-texts.ts';
import { headersNamed, RATE_LIMIT_HEADERS } from './header-references.ts';
import { jsonSchema, type Json } from './json-schema.ts';
import { awsErrorSchema } from './aws-error-schema.ts';
import { oauthErrorSchema } from './oauth-error-schema.ts';
import type { ErrorFormat, Operation } from './operations/operation.ts';
import { problemSchema } from './problem-schema.ts';

interface Format {
  readonly mediaType: string;
  readonly schema: (codes: readonly ErrorCode[]) => z.ZodType;
  readonly statusOf: (code: ErrorCode) => number;
  /** Headers that an answer with one of these codes always has in this format. */
  readonly headersOf: (codes: readonly ErrorCode[]) => readonly string[];
}

/** With `unknown-client`, which has the same status in OAuth, a caller need not have used any scheme (RFC 6749 section 5.2). */
const challengeOf = (codes: readonly ErrorCode[]) =>
  codes.every((code) => code === 'unauthenticated') ? ['WWW-Authenticate'] : [];

const FORMATS: Readonly<Record<ErrorFormat, Format>> = {
  problem: {
    mediaType: 'application/problem+json',
    schema: problemSchema,
    statusOf: (code) => ERROR_STATUS[code],
    headersOf: challengeOf,
  },
  oauth: {
    mediaType: 'application/json',
    schema: oauthErrorSchema,
    statusOf: (code) => oauthStatus(code, ERROR_STATUS[code]),
    headersOf: challengeOf,
  },
  aws: {
    mediaType: AWS_JSON_TYPE,
    schema: awsErrorSchema,
    statusOf: (code) => awsStatus(code, ERROR_STATUS[code]),
    headersOf: () => ['X-Amzn-RequestId', 'X-Amzn-ErrorType'],
  },
};

const RETRYABLE_ERRORS: readonly ErrorCode[] = [
  'too-many-requests',
  'overloaded',
  'not-durable',
  'client-misconfigured',
];

/** Every error that an operation may end in, by status. */
export function describeErrors({ errors, isLimited, answers, errorFormat = 'problem' }: Operation): Json {
  const codes: readonly ErrorCode[] = [
    ...errors,
    'invalid-request',
    'internal',
    ...(isLimited ? (['too-many-requests'] as const) : []),
  ];
  const { statusOf } = FORMATS[errorFormat];
  const taken = answers.map(({ status }) => status);
  return Object.fromEntries(
    [...new Set(codes.map(statusOf))]
      .filter((status) => !taken.includes(status))
      .map((status) => [
        status,
        errorResponse(
          codes.filter((code) => statusOf(code) === status),
          errorFormat,
        ),
      ]),
  );
}

/** What an answer with one of these codes looks like; they share a status. */
export function errorResponse(codes: readonly ErrorCode[], errorFormat: ErrorFormat = 'problem'): Json {
  const { mediaType, headersOf } = FORMATS[errorFormat];
  const needed = [
    ...(codes.every((code) => RETRYABLE_ERRORS.includes(code)) ? ['Retry-After'] : []),
    ...headersOf(codes),
    ...(codes.includes('method-not-allowed') ? ['Allow'] : []),
    ...(codes.includes('too-many-requests') ? RATE_LIMIT_HEADERS : []),
  ];
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEM_TEXTS[code].title}.`).join(' '),
    headers: headersNamed(needed),
    content: { [mediaType]: { schema: errorSchema(codes, errorFormat) } },
  };
}

/** Most operations share theirs, and making one takes a while. */
const made = new Map<string, Json>();

function errorSchema(codes: readonly ErrorCode[], errorFormat: ErrorFormat): Json {
  const key = [errorFormat, ...codes].join(' ');
  const known = made.get(key) ?? jsonSchema(FORMATS[errorFormat].schema(codes), 'output');
  made.set(key, known);
  return known;
}
