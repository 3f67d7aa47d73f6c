import type * as z from 'zod';
import { ERROR_STATUS } from '../../../errors/error-code.ts';
import { describeErrors, errorResponse } from './error-responses.ts';
import { headersNamed, RATE_LIMIT_HEADERS } from './header-references.ts';
import { jsonSchema, type Json } from './json-schema.ts';
import type { DescribedAnswer, Operation } from './operations/operation.ts';
import { OPERATIONS } from './operations/operations.ts';

let document: Json | undefined;

/** The OpenAPI 3.1 document, made once from the schemas that check the requests and the table of operations. */
export function openApiDocument(): Json {
  document ??= makeDocument();
  return document;
}

function makeDocument(): Json {
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
        NotFound: errorResponse(['not-found']),
        MethodNotAllowed: errorResponse(['method-not-allowed']),
        BadRequest: errorResponse(['invalid-request']),
        TooManyRequests: errorResponse(['too-many-requests']),
        OAuthMethodNotAllowed: errorResponse(['method-not-allowed'], 'oauth'),
        OAuthBadRequest: errorResponse(['invalid-request'], 'oauth'),
        OAuthTooManyRequests: errorResponse(['too-many-requests'], 'oauth'),
        AwsMethodNotAllowed: errorResponse(['method-not-allowed'], 'aws'),
        AwsBadRequest: errorResponse(['invalid-request', 'not-found'], 'aws'),
      },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const SECURITY_SCHEMES: Readonly<Record<string, Json>> = {
  admin: {
    type: 'http',
    scheme: 'bearer',
    description: 'A Cognito access token of an admin, or an API key.',
  },
  user: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A Cognito access token of the user, with the scope aws.cognito.signin.user.admin. It may come in the cookie that is configured for it instead.',
  },
  'resource-server': {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the scope feed. In a Basic header it is the password.',
  },
  gateway: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: 'An API key of the scope feed. The Authorization header is that of the request in question.',
  },
};

const HEADERS: Readonly<Record<string, Json>> = {
  'X-Request-Id': header('The id of the request, as in the log.'),
  'Cache-Control': header('Always no-store.'),
  'Retry-After': header('Seconds after which to try again.'),
  'RateLimit-Policy': header('The limits that apply (draft-ietf-httpapi-ratelimit-headers).'),
  RateLimit: header('What is left of them.'),
  'WWW-Authenticate': header('The scheme to authenticate with.'),
  Allow: header('The methods that the path answers to.'),
  'X-Amzn-RequestId': header('The id of the request, where AWS SDKs look for it.'),
  'X-Amzn-ErrorType': header('The exception, with a colon behind it.'),
  Location: header('The configured sign-out page.'),
  ETag: header('Of this batch, in this content coding.'),
};

function header(description: string): Json {
  return { description, schema: { type: 'string' }, required: true };
}

function describeOperation(operation: Operation): Json {
  const { id, summary, forAdmins = false, forUsers = false, forReaders, body } = operation;
  return {
    operationId: id,
    summary,
    ...(forAdmins ? { security: [{ admin: [] }] } : {}),
    ...(forUsers ? { security: [{ user: [] }] } : {}),
    ...(forReaders === undefined ? {} : { security: [{ [forReaders]: [] }] }),
    ...parametersOf(operation),
    ...(body === undefined ? {} : { requestBody: { content: contentOf(body) } }),
    responses: { ...answersOf(operation), ...describeErrors(operation) },
  };
}

/** What the templates of paths may hold. */
const PARAMETERS: Readonly<Record<string, Json>> = {
  code: { enum: Object.keys(ERROR_STATUS) },
  userPoolId: { type: 'string' },
  name: { type: 'string' },
  clientId: { type: 'string' },
  receiptId: { type: 'string', format: 'uuid' },
  username: { type: 'string' },
  sessionId: { type: 'string' },
};

function parametersOf({ path, query, parameters: others = [] }: Operation): Json {
  const names = Object.keys(PARAMETERS).filter((name) => path.includes(`{${name}}`));
  const parameters = [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: PARAMETERS[name] })),
    ...(query === undefined ? [] : Object.entries(query.shape)).map(([name, schema]) => ({
      name,
      in: 'query',
      required: !schema.safeParse(undefined).success,
      schema: jsonSchema(schema, 'input'),
    })),
    ...others,
  ];
  return parameters.length === 0 ? {} : { parameters };
}

function contentOf(body: Readonly<Record<string, z.ZodType>>): Json {
  return Object.fromEntries(
    Object.entries(body).map(([mediaType, schema]) => [mediaType, { schema: jsonSchema(schema, 'input') }]),
  );
}

function answersOf({ answers, isLimited }: Operation): Json {
  return Object.fromEntries(
    answers.map(
      ({ status, description, mediaType, otherMediaType, schema, headers = [] }: DescribedAnswer) => [
        status,
        {
          description,
          headers: headersNamed([...headers, ...(isLimited ? RATE_LIMIT_HEADERS : [])]),
          ...(mediaType === undefined
            ? {}
            : {
                content: {
                  [mediaType]: schema ? { schema: jsonSchema(schema, 'output') } : {},
                  ...(otherMediaType === undefined ? {} : { [otherMediaType]: {} }),
                },
              }),
        },
      ],
    ),
  );
}
