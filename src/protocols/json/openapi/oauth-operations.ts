import * as z from 'zod';
import { revocationSchema } from '../../rfc7009/revocation-request.ts';
import type { Operation } from './operation.ts';

const revoke: Operation = {
  method: 'post',
  path: '/oauth2/revoke',
  id: 'oauthRevoke',
  summary: 'Revokes a refresh token as RFC 7009 has it. An access or ID token is accepted, too.',
  isLimited: true,
  body: { 'application/x-www-form-urlencoded': revocationSchema, 'application/json': revocationSchema },
  answers: [
    {
      status: 200,
      description: 'The token is revoked, or was invalid anyway.',
      mediaType: 'application/json',
      schema: z.strictObject({}),
    },
  ],
  errorFormat: 'oauth',
  errors: [
    'unknown-client',
    'unauthenticated',
    'token-not-of-client',
    'payload-too-large',
    'unsupported-media-type',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

/** Operations in the formats of OAuth 2.0. */
export const OAUTH_OPERATIONS: readonly Operation[] = [revoke];
