import * as z from 'zod';
import { revocationSchema } from '../../../rfc7009/revocation-request.ts';
import { metadataSchema } from '../../../rfc8414/metadata-schema.ts';
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

const WELL_KNOWN: readonly (readonly [path: string, id: string, standard: string])[] = [
  ['/.well-known/openid-configuration', 'openidConfiguration', 'OpenID Connect Discovery 1.0'],
  ['/.well-known/oauth-authorization-server', 'authorizationServer', 'RFC 8414'],
];

function discovery(path: string, id: string, summary: string): Operation {
  return {
    method: 'get',
    path,
    id,
    summary,
    isLimited: true,
    answers: [
      {
        status: 200,
        description: "Cognito's document, with the revocation endpoint of this service.",
        mediaType: 'application/json',
        schema: metadataSchema,
      },
    ],
    errors: ['not-found', 'overloaded'],
  };
}

/** Operations of OAuth 2.0 and OpenID Connect. */
export const OAUTH_OPERATIONS: readonly Operation[] = [
  revoke,
  ...WELL_KNOWN.flatMap(([path, id, standard]) => [
    discovery(path, id, `What the only user pool offers (${standard}).`),
    discovery(`/{userPoolId}${path}`, `${id}OfPool`, `What a user pool offers (${standard}).`),
  ]),
];
