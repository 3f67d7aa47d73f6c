import { logoutFormSchema, logoutJsonSchema } from '../../logout-request.ts';
import { ADMIN_OPERATIONS } from './admin-operations.ts';
import { livenessSchema, readinessSchema } from '../answer-schemas.ts';
import { AWS_OPERATIONS } from './aws-operations.ts';
import { OAUTH_OPERATIONS } from './oauth-operations.ts';
import { FEED_OPERATIONS } from './feed-operations.ts';
import { OIDC_OPERATIONS } from './oidc-operations.ts';
import type { Operation } from './operation.ts';
import { PARKED_OPERATIONS } from './parked-operations.ts';
import { SESSION_OPERATIONS } from './session-operations.ts';
import { ACCEPTED, REVOKED } from './receipt-answers.ts';

const JSON_TYPE = 'application/json';

const logout: Operation = {
  method: 'post',
  path: '/logout',
  id: 'logout',
  summary: "Ends the caller's session.",
  isLimited: true,
  body: { [JSON_TYPE]: logoutJsonSchema, 'application/x-www-form-urlencoded': logoutFormSchema },
  answers: [
    REVOKED,
    ACCEPTED,
    {
      status: 303,
      description:
        "A browser's own form post goes on to the sign-out page that is configured for the app client.",
      headers: ['Location'],
    },
  ],
  errors: [
    'unknown-client',
    'unsupported-token-type',
    'token-not-of-client',
    'unauthenticated',
    'origin-not-allowed',
    'payload-too-large',
    'unsupported-media-type',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

const livez: Operation = {
  method: 'get',
  path: '/livez',
  id: 'livez',
  summary: 'Whether the process runs.',
  isLimited: false,
  answers: [{ status: 200, description: 'It does.', mediaType: JSON_TYPE, schema: livenessSchema }],
  errors: [],
};

const readyz: Operation = {
  method: 'get',
  path: '/readyz',
  id: 'readyz',
  summary: 'Whether a logout could be accepted now. Does not depend on Cognito.',
  isLimited: false,
  answers: [
    { status: 200, description: 'It could.', mediaType: JSON_TYPE, schema: readinessSchema('ready') },
    { status: 503, description: 'It could not.', mediaType: JSON_TYPE, schema: readinessSchema('not-ready') },
  ],
  errors: [],
};

const problems: Operation = {
  method: 'get',
  path: '/problems/{code}',
  id: 'explainProblem',
  summary: 'Explains a code: what it means and what to do about it.',
  isLimited: true,
  answers: [{ status: 200, description: 'A page.', mediaType: 'text/html' }],
  errors: ['not-found', 'overloaded'],
};

const docs: Operation = {
  method: 'get',
  path: '/docs',
  id: 'docs',
  summary: 'This document, as a page for people.',
  isLimited: true,
  answers: [{ status: 200, description: 'A page.', mediaType: 'text/html' }],
  errors: ['overloaded'],
};

const openapi: Operation = {
  method: 'get',
  path: '/openapi.json',
  id: 'openapi',
  summary: 'This document.',
  isLimited: true,
  answers: [{ status: 200, description: 'OpenAPI 3.1.', mediaType: JSON_TYPE }],
  errors: ['overloaded'],
};

/** Every operation of the service, with every answer that it may give. */
export const OPERATIONS: readonly Operation[] = [
  logout,
  ...SESSION_OPERATIONS,
  ...OAUTH_OPERATIONS,
  ...OIDC_OPERATIONS,
  ...AWS_OPERATIONS,
  ...FEED_OPERATIONS,
  ...ADMIN_OPERATIONS,
  ...PARKED_OPERATIONS,
  livez,
  readyz,
  problems,
  openapi,
  docs,
];
