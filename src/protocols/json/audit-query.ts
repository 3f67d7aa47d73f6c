import * as z from 'zod';
import { SEARCHABLE_AUDIT_KINDS } from '../../revocation/audit-kinds.ts';
import type { AuditQuery } from '../../revocation/ports/audit-trail.ts';
import { explainIssue } from './explain-issue.ts';
import { userPoolIdField } from './fields/admin-fields.ts';
import { clientIdField } from './fields/logout-fields.ts';

export const AUDIT_PAGE_MAX = 500;
const AUDIT_PAGE = 100;

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const name = z.string().min(1).max(256);

/** The parameters of `GET /admin/audit`. All that are given must match. */
export const auditQuerySchema = z.strictObject({
  kind: z
    .enum(SEARCHABLE_AUDIT_KINDS)
    .optional()
    .meta({ description: `one of ${SEARCHABLE_AUDIT_KINDS.join(', ')}: see docs/admin.md` }),
  receiptId: z.uuid().optional().meta({ description: 'the id of a receipt' }),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional()
    .meta({ description: 'the fingerprint of a token, as in the log: 16 hexadecimal digits' }),
  user: name.optional().meta({
    description:
      'the `sub` of a user, or the name that Cognito has for whom an admin named; what was typed where Cognito did not say',
  }),
  actorId: name
    .optional()
    .meta({ description: 'who asked for it, or dropped it: the `sub` of a user, or the id of an admin' }),
  clientId: clientIdField.optional(),
  userPoolId: userPoolIdField.optional().meta({
    description: 'the id of a user pool; admins who may touch only some must name one of theirs',
  }),
  from: time.optional().meta({ description: 'a time such as 2027-01-31T00:00:00Z: nothing before it' }),
  until: time.optional().meta({ description: 'a time such as 2027-01-31T00:00:00Z: nothing after it' }),
  order: z.enum(['newest-first', 'oldest-first']).optional().meta({
    description: 'newest-first, unless it says oldest-first',
  }),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= AUDIT_PAGE_MAX)
    .optional()
    .meta({
      description: `how many events at most: 1 to ${AUDIT_PAGE_MAX}, ${AUDIT_PAGE} unless it says so`,
    }),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .meta({ description: 'the `nextCursor` of the page before' }),
});

/**
 * Reads the parameters of `GET /admin/audit`.
 *
 * @throws ServiceError `invalid-request`
 */
export function parseAuditQuery(parameters: object): AuditQuery {
  const parsed = auditQuerySchema.safeParse(parameters);
  if (!parsed.success) throw explainIssue(parsed.error, auditQuerySchema, parameters, 'URL');
  const { from, until, order = 'newest-first', limit = AUDIT_PAGE, ...rest } = parsed.data;
  return { ...rest, fromMs: from, untilMs: until, order, limit };
}
