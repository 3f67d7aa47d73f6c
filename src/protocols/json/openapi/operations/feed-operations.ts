import * as z from 'zod';
import { CURSOR_PATTERN } from '../../../../tokens/feed/revocation-batch.ts';
import { introspectionSchema } from '../../../rfc7662/introspection-schema.ts';
import { introspectionRequestSchema } from '../../../rfc7662/introspection-request.ts';
import type { Operation } from './operation.ts';

const introspect: Operation = {
  method: 'post',
  path: '/oauth2/introspect',
  id: 'introspect',
  summary: 'Whether an access token may be accepted now (RFC 7662): it verifies, and was not denied.',
  forReaders: 'resource-server',
  isLimited: true,
  body: {
    'application/x-www-form-urlencoded': introspectionRequestSchema,
    'application/json': introspectionRequestSchema,
  },
  answers: [
    {
      status: 200,
      description: 'What is known of the token; of one that is not active, no more than that.',
      mediaType: 'application/json',
      schema: introspectionSchema,
    },
  ],
  errorFormat: 'oauth',
  errors: [
    'unauthenticated',
    'forbidden',
    'payload-too-large',
    'unsupported-media-type',
    'overloaded',
    'not-durable',
  ],
};

const authorize: Operation = {
  method: 'get',
  path: '/authorize',
  id: 'authorize',
  summary:
    'Whether a gateway may let a request through, by the access token in its Authorization header. Whatever method, ' +
    'path and query a gateway asks with behind /authorize/ counts for nothing.',
  forReaders: 'gateway',
  isLimited: true,
  answers: [{ status: 200, description: 'It may.', mediaType: 'text/plain' }],
  errors: ['unauthenticated', 'forbidden', 'overloaded', 'not-durable'],
};

const revocations: Operation = {
  method: 'get',
  path: '/revocations',
  id: 'revocations',
  summary: 'What was denied since a cursor, or ever, as a signed batch.',
  forReaders: 'resource-server',
  isLimited: true,
  query: z.object({
    since: z
      .string()
      .regex(CURSOR_PATTERN)
      .optional()
      .meta({ description: 'The cursor up to which the reader knows.' }),
  }),
  answers: [
    {
      status: 200,
      description: 'A batch as a JWS in compact serialisation.',
      mediaType: 'application/jose',
      headers: ['ETag'],
    },
    { status: 304, description: 'The reader has the batch.', headers: ['ETag'] },
  ],
  errors: ['unauthenticated', 'forbidden', 'overloaded', 'not-durable'],
};

const stream: Operation = {
  method: 'get',
  path: '/revocations/stream',
  id: 'revocationStream',
  summary: 'The same as server-sent events: batches as they come, and heartbeats.',
  forReaders: 'resource-server',
  isLimited: true,
  parameters: [
    {
      name: 'Last-Event-ID',
      in: 'header',
      schema: { type: 'string', pattern: CURSOR_PATTERN.source },
      description: 'The cursor up to which the reader knows.',
    },
  ],
  answers: [
    {
      status: 200,
      description: 'Events named batch and heartbeat, each with a JWS as data and its cursor as id.',
      mediaType: 'text/event-stream',
    },
  ],
  errors: ['unauthenticated', 'forbidden', 'overloaded'],
};

const keys: Operation = {
  method: 'get',
  path: '/revocations/keys',
  id: 'revocationKeys',
  summary: 'The public keys that batches are signed with, as a JSON Web Key Set.',
  isLimited: true,
  answers: [
    {
      status: 200,
      description: 'The keys.',
      mediaType: 'application/json',
      schema: z.strictObject({
        keys: z.array(
          z.strictObject({
            kty: z.literal('OKP'),
            crv: z.literal('Ed25519'),
            x: z.string(),
            kid: z.string(),
          }),
        ),
      }),
    },
  ],
  errors: ['overloaded'],
};

/** Operations for resource servers and gateways. */
export const FEED_OPERATIONS: readonly Operation[] = [introspect, authorize, revocations, stream, keys];
