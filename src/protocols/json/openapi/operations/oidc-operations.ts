import { endSessionSchema } from '../../../oidc/end-session-request.ts';
import type { DescribedAnswer, Operation } from './operation.ts';

const onward: DescribedAnswer = {
  status: 303,
  description:
    "To Cognito's logout page, which ends the browser's managed-login session and leads on to the sign-out URL.",
  headers: ['Location'],
};

/** Operations of OpenID Connect RP-Initiated Logout 1.0. */
export const OIDC_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/oidc/logout',
    id: 'oidcLogout',
    summary: 'Signs the browser out of the managed login (OpenID Connect RP-Initiated Logout 1.0).',
    isLimited: true,
    query: endSessionSchema,
    answers: [onward],
    errors: ['unknown-client', 'feature-unavailable', 'overloaded'],
  },
  {
    method: 'post',
    path: '/oidc/logout',
    id: 'oidcLogoutByForm',
    summary: 'The same, by a form.',
    isLimited: true,
    body: { 'application/x-www-form-urlencoded': endSessionSchema },
    answers: [onward],
    errors: [
      'unknown-client',
      'feature-unavailable',
      'payload-too-large',
      'unsupported-media-type',
      'overloaded',
    ],
  },
];
