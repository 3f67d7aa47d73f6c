import { sessionListingSchema } from '../../sessions/session-listing-schema.ts';
import { endOwnSessionQuerySchema } from '../../sessions/own-session-request.ts';
import { userSessionsQuerySchema } from '../../sessions/user-sessions-query.ts';
import type { DescribedAnswer, Operation } from './operation.ts';
import { ACCEPTED, REVOKED } from './receipt-answers.ts';

const LISTED: DescribedAnswer = {
  status: 200,
  description:
    'The active sessions. What is younger than a few seconds may be missing, and what has just ended may still be there.',
  mediaType: 'application/json',
  schema: sessionListingSchema,
};

const ownSessions: Operation = {
  method: 'get',
  path: '/sessions',
  id: 'listOwnSessions',
  summary: "Lists the user's own sessions, on every device and over all app clients.",
  forUsers: true,
  isLimited: true,
  answers: [LISTED],
  errors: [
    'unauthenticated',
    'origin-not-allowed',
    'feature-unavailable',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

const endOwnSession: Operation = {
  method: 'delete',
  path: '/sessions/{sessionId}',
  id: 'endOwnSession',
  summary:
    "Ends another session of the user's own. The session of the access token itself ends with POST /logout.",
  forUsers: true,
  isLimited: true,
  query: endOwnSessionQuerySchema,
  answers: [REVOKED, ACCEPTED],
  errors: [
    'unauthenticated',
    'origin-not-allowed',
    'session-not-found',
    'feature-unavailable',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

/** `GET /admin/users/{username}/sessions`, which stands among the operations for admins. */
export const adminSessions: Operation = {
  method: 'get',
  path: '/admin/users/{username}/sessions',
  id: 'listSessions',
  summary:
    'Lists the active sessions of a user, who is named by user name, sub or e-mail address, with what Cognito tells of them. That an admin has read them stands in the audit trail.',
  forAdmins: true,
  isLimited: true,
  query: userSessionsQuerySchema,
  answers: [LISTED],
  errors: [
    'unauthenticated',
    'forbidden',
    'user-not-found',
    'feature-unavailable',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

export const SESSION_OPERATIONS: readonly Operation[] = [ownSessions, endOwnSession];
