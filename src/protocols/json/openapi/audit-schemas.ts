import * as z from 'zod';
import { AUDIT_KINDS } from '../../../revocation/audit-kinds.ts';
import type { AuditAnswer, AuditedEvent } from '../audit-answer.ts';
import type { ReceiptHistory } from '../receipt-history.ts';

const actor = z.union([
  z.strictObject({ kind: z.literal('caller') }),
  z.strictObject({ kind: z.literal('user'), sub: z.string() }),
  z.strictObject({ kind: z.literal('admin'), id: z.string(), via: z.enum(['api-key', 'access-token']) }),
]);

const outcome = z.strictObject({
  kind: z.enum(['confirmed', 'already-dead', 'rejected', 'expired', 'abandoned']),
  code: z.string().exactOptional(),
  exceptionName: z.string().exactOptional(),
  leftAlive: z.array(z.string()).exactOptional(),
  by: z
    .strictObject({
      requestId: z.string(),
      actor,
      clientAddress: z.string(),
      reason: z.string().exactOptional(),
    })
    .exactOptional()
    .meta({ description: 'Of `abandoned`: who dropped it, from where and why.' }),
});

const auditedEventSchema = z.strictObject({
  sequence: z.int().meta({ description: '1, 2, 3 … without gaps.' }),
  at: z.iso.datetime(),
  kind: z.enum(AUDIT_KINDS),
  receiptId: z.string().exactOptional(),
  requestId: z.string().exactOptional(),
  act: z.string().exactOptional(),
  userPoolId: z.string().exactOptional(),
  clientId: z.string().exactOptional(),
  fingerprint: z.string().exactOptional(),
  user: z.string().exactOptional(),
  sessionId: z.string().exactOptional(),
  sub: z.string().exactOptional().meta({ description: 'Of the user whom an admin named.' }),
  disableUser: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'The order was to disable the user, too. Left out where it was not.' }),
  endSso: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'The order was to end managed logins, too. Left out where it was not.' }),
  actor: actor.exactOptional(),
  clientAddress: z.string().exactOptional(),
  reason: z.string().exactOptional(),
  lane: z.string().exactOptional(),
  expiresAt: z.iso.datetime().exactOptional(),
  outcome: outcome.exactOptional(),
  attempts: z.int().exactOptional(),
  tokensOf: z.string().exactOptional().meta({
    description: 'Whose access tokens were denied: those of a session, an app client or a user pool.',
  }),
  lacks: z
    .string()
    .exactOptional()
    .meta({ description: 'Of `forbidden`: which right the admin has not, to the act or the user pool.' }),
  result: z
    .string()
    .exactOptional()
    .meta({ description: 'What came of a change of an app client at Cognito; `begun` before it.' }),
  throughSequence: z.int().exactOptional().meta({ description: 'Everything up to this event was deleted.' }),
  hash: z.string().meta({ description: 'Covers the event and the hash of the one before it.' }),
}) satisfies z.ZodType<AuditedEvent>;

export const auditSchema = z.strictObject({
  events: z.array(auditedEventSchema),
  nextCursor: z
    .int()
    .nullable()
    .meta({ description: 'Where to go on. A page may be short, or empty, and still not be the last.' }),
}) satisfies z.ZodType<AuditAnswer>;

export const receiptHistorySchema = z.strictObject({
  receiptId: z.string(),
  status: z.enum(['accepted', 'parked', 'revoked', 'rejected', 'expired', 'abandoned']),
  waitsFor: z.string().exactOptional().meta({ description: 'What an operator has to mend.' }),
  events: z.array(auditedEventSchema),
}) satisfies z.ZodType<ReceiptHistory>;
