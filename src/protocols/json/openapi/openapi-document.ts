import * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../../errors/error-code.ts';
import { PROBLEM_TEXTS } from '../problem-texts.ts';
import { problemSchema } from './problem-schema.ts';
import { OPERATIONS, type DescribedAnswer, type Operation } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document, made from the schemas that check the requests and the table of operations. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'cognito-logout',
      summary: 'Ends sessions of Amazon Cognito users, and proves it.',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      headers: HEADERS,
      responses: {
        NotFound: problemAnswer(['not-found']),
        MethodNotAllowed: problemAnswer(['method-not-allowed']),
        BadRequest: problemAnswer(['invalid-request']),
      },
      securitySchemes: {
        admin: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Cognito access token of an admin, or an API key.',
        },
      },
    },
  };
}

const HEADERS: Readonly<Record<string, Json>> = {
  'X-Request-Id': header('The id of the request, as in the log.'),
  'Cache-Control': header('Always no-store.'),
  'Retry-After': header('Seconds after which to try again.'),
  'RateLimit-Policy': header('The limits that apply (draft-ietf-httpapi-ratelimit-headers).'),
  RateLimit: header('What is left of them.'),
  'WWW-Authenticate': header('Bearer.'),
  Allow: header('The methods that the path answers to.'),
  Location: header('The configured sign-out page.'),
};

const HEADERS_OF_EVERY_ANSWER = ['X-Request-Id', 'Cache-Control'];
const RATE_LIMIT_HEADERS = ['RateLimit-Policy', 'RateLimit'];
const RETRYABLE_ERRORS: readonly ErrorCode[] = [
  'too-many-requests',
  'overloaded',
  'not-durable',
  'client-misconfigured',
];

function header(description: string): Json {
  return { description, schema: { type: 'string' }, required: true };
}

function describeOperation(operation: Operation): Json {
  const { id, summary, forAdmins = false, body, path } = operation;
  return {
    operationId: id,
    summary,
    ...(forAdmins ? { security: [{ admin: [] }] } : {}),
    ...(path.includes('{code}') ? { parameters: [codeParameter()] } : {}),
    ...(body === undefined ? {} : { requestBody: { content: contentOf(body) } }),
    responses: { ...answersOf(operation), ...errorsOf(operation) },
  };
}

function codeParameter(): Json {
  return { name: 'code', in: 'path', required: true, schema: { enum: Object.keys(ERROR_STATUS) } };
}

function contentOf(body: Readonly<Record<string, z.ZodType>>): Json {
  return Object.fromEntries(
    Object.entries(body).map(([mediaType, schema]) => [mediaType, { schema: jsonSchema(schema, 'input') }]),
  );
}

function answersOf({ answers, isLimited }: Operation): Json {
  return Object.fromEntries(
    answers.map(({ status, description, mediaType, schema, headers = [] }: DescribedAnswer) => [
      status,
      {
        description,
        headers: headersNamed([...headers, ...(isLimited ? RATE_LIMIT_HEADERS : [])]),
        ...(mediaType === undefined
          ? {}
          : { content: { [mediaType]: schema ? { schema: jsonSchema(schema, 'output') } : {} } }),
      },
    ]),
  );
}

function errorsOf({ errors, isLimited, answers }: Operation): Json {
  const codes: readonly ErrorCode[] = [
    ...errors,
    'invalid-request',
    'internal',
    ...(isLimited ? (['too-many-requests'] as const) : []),
  ];
  const statuses = new Set(codes.map((code) => ERROR_STATUS[code]));
  const taken = answers.map(({ status }) => status);
  return Object.fromEntries(
    [...statuses]
      .filter((status) => !taken.includes(status))
      .map((status) => [status, problemAnswer(codes.filter((code) => ERROR_STATUS[code] === status))]),
  );
}

/** What an answer with one of these codes looks like; they share a status. */
function problemAnswer(codes: readonly ErrorCode[]): Json {
  const needed = [
    ...(codes.every((code) => RETRYABLE_ERRORS.includes(code)) ? ['Retry-After'] : []),
    ...(codes.includes('unauthenticated') ? ['WWW-Authenticate'] : []),
    ...(codes.includes('method-not-allowed') ? ['Allow'] : []),
    ...(codes.includes('too-many-requests') ? RATE_LIMIT_HEADERS : []),
  ];
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEM_TEXTS[code].title}.`).join(' '),
    headers: headersNamed(needed),
    content: { 'application/problem+json': { schema: jsonSchema(problemSchema(codes), 'output') } },
  };
}

function headersNamed(names: readonly string[]): Json {
  return Object.fromEntries(
    [...HEADERS_OF_EVERY_ANSWER, ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
