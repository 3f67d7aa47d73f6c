import * as z from 'zod';
import { AWS_JSON_TYPE } from '../../../aws-json/aws-error.ts';
import type { Operation } from './operation.ts';

const input = z.looseObject({
  Token: z.string().optional().meta({ description: 'RevokeToken: the refresh token.' }),
  ClientId: z.string().optional().meta({ description: 'RevokeToken: the app client.' }),
  ClientSecret: z.string().optional().meta({
    description: 'RevokeToken: needed only for an app client that is confidential towards callers.',
  }),
  RevokeAssociatedSessions: z.enum(['NONE', 'LINKED']).optional().meta({
    description: 'RevokeToken: LINKED ends the managed-login session as well.',
  }),
  AccessToken: z.string().optional().meta({
    description: 'GlobalSignOut: an access token of the user, with the scope aws.cognito.signin.user.admin.',
  }),
});

const api: Operation = {
  method: 'post',
  path: '/',
  id: 'cognitoApi',
  summary:
    "Cognito's own API as far as it ends sessions: X-Amz-Target names the operation. What the operator lets pass besides is answered as Cognito does.",
  isLimited: true,
  body: { [AWS_JSON_TYPE]: input },
  answers: [
    {
      status: 200,
      description: "Cognito's answer to a success: an empty object where a session was ended.",
      mediaType: AWS_JSON_TYPE,
      schema: z.looseObject({}),
      headers: ['X-Amzn-RequestId'],
    },
  ],
  errorFormat: 'aws',
  errors: [
    'unknown-client',
    'unsupported-token-type',
    'token-not-of-client',
    'unauthenticated',
    'feature-unavailable',
    'payload-too-large',
    'unsupported-media-type',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

/** Operations in the format of AWS JSON 1.1. */
export const AWS_OPERATIONS: readonly Operation[] = [
  api,
  {
    ...api,
    path: '/cognito-idp/{name}',
    id: 'cognitoApiOfClient',
    summary: 'The same, for the app client of that name.',
    errors: [...api.errors, 'not-found'],
  },
];
