import { adminRevokeSchema } from '../../admin-revoke-request.ts';
import { auditQuerySchema } from '../../audit-query.ts';
import { tokenRevocationSchema } from '../../token-revocation/token-revocation-request.ts';
import { clientListingSchema } from '../answer-schemas.ts';
import { auditSchema, receiptHistorySchema } from '../audit-schemas.ts';
import { tokenRevocationAnswerSchema } from '../token-revocation-schemas.ts';
import type { Operation } from './operation.ts';
import { ACCEPTED, REVOKED_OR_REHEARSED } from './receipt-answers.ts';
import { adminSessions } from './session-operations.ts';

const JSON_TYPE = 'application/json';

const adminRevoke: Operation = {
  method: 'post',
  path: '/admin/revoke',
  id: 'adminRevoke',
  summary: "Ends somebody's session, by an admin's order.",
  forAdmins: true,
  isLimited: true,
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'A key of your choice, 1 to 255 visible ASCII characters: for a day, the same request with the same key gets the same answer and takes effect once.',
      schema: { type: 'string' },
    },
  ],
  body: { [JSON_TYPE]: adminRevokeSchema },
  answers: [REVOKED_OR_REHEARSED, ACCEPTED],
  errors: [
    'session-not-found',
    'unknown-client',
    'unsupported-token-type',
    'token-not-of-client',
    'unauthenticated',
    'forbidden',
    'user-not-found',
    'feature-unavailable',
    'idempotency-mismatch',
    'payload-too-large',
    'unsupported-media-type',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

const adminClients: Operation = {
  method: 'get',
  path: '/admin/clients',
  id: 'listClients',
  summary: 'Lists the app clients that the admin may act on.',
  forAdmins: true,
  isLimited: true,
  answers: [
    { status: 200, description: 'The app clients.', mediaType: JSON_TYPE, schema: clientListingSchema },
  ],
  errors: ['unauthenticated', 'forbidden', 'overloaded', 'not-durable'],
};

const adminAudit: Operation = {
  method: 'get',
  path: '/admin/audit',
  id: 'audit',
  summary: 'The audit trail: who ended which session, when, why and from where, and what came of it.',
  forAdmins: true,
  isLimited: true,
  query: auditQuerySchema,
  answers: [
    {
      status: 200,
      description:
        'One page. For `Accept: application/x-ndjson` instead all matching events, oldest first, one a line.',
      mediaType: JSON_TYPE,
      otherMediaType: 'application/x-ndjson',
      schema: auditSchema,
    },
  ],
  errors: ['unauthenticated', 'forbidden', 'overloaded', 'not-durable'],
};

const adminReceipt: Operation = {
  method: 'get',
  path: '/admin/receipts/{receiptId}',
  id: 'receipt',
  summary: 'What became of an order, by the id in its receipt.',
  forAdmins: true,
  isLimited: true,
  answers: [{ status: 200, description: 'So far.', mediaType: JSON_TYPE, schema: receiptHistorySchema }],
  errors: ['unauthenticated', 'forbidden', 'not-found', 'overloaded', 'not-durable'],
};

const tokenRevocation: Operation = {
  method: 'post',
  path: '/admin/clients/{clientId}/token-revocation',
  id: 'turnOnTokenRevocation',
  summary: 'Turns token revocation on for an app client at Cognito, and changes nothing else of it.',
  forAdmins: true,
  isLimited: true,
  body: { [JSON_TYPE]: tokenRevocationSchema },
  answers: [
    {
      status: 200,
      description: 'What was changed and what was found when it was read again, or what would be changed.',
      mediaType: JSON_TYPE,
      schema: tokenRevocationAnswerSchema,
    },
  ],
  errors: [
    'unauthenticated',
    'forbidden',
    'not-found',
    'conflict',
    'payload-too-large',
    'unsupported-media-type',
    'client-misconfigured',
    'overloaded',
    'not-durable',
  ],
};

export const ADMIN_OPERATIONS: readonly Operation[] = [
  adminRevoke,
  adminSessions,
  adminClients,
  tokenRevocation,
  adminAudit,
  adminReceipt,
];
