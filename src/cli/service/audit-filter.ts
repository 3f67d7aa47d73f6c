import { SEARCHABLE_AUDIT_KINDS } from '../../revocation/audit-kinds.ts';
import { UsageError } from '../command-error.ts';

/** Options that say which events of the audit trail. */
export const AUDIT_OPTIONS = {
  receipt: { type: 'string' },
  user: { type: 'string' },
  actor: { type: 'string' },
  client: { type: 'string' },
  'user-pool': { type: 'string' },
  kind: { type: 'string' },
  fingerprint: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
} as const;

/** The same, for `--help`. */
export const AUDIT_USAGE = `Which events; all of these that are given have to match:
  --receipt           those of one receipt
  --user              those about a user: the sub of a verified token, or the name that Cognito has for whom an admin named
  --actor             those that somebody asked for, or dropped: the sub of a user, or the id of an admin
  --client            those about an app client
  --user-pool         those about a user pool; admins who may touch only some have to name one of theirs
  --kind              one of ${SEARCHABLE_AUDIT_KINDS.join(', ')}
  --fingerprint       those about the token with this fingerprint, as the log has it
  --from, --until     those in a time, such as 2027-01-31T00:00:00Z`;

type AuditOptions = { readonly [name in keyof typeof AUDIT_OPTIONS]?: string | undefined };

/**
 * The parameters of `GET /admin/audit`.
 *
 * @throws UsageError for a receipt that is empty, as where it comes from an order that failed
 */
export function auditFilter(options: AuditOptions): Readonly<Record<string, string | undefined>> {
  const {
    receipt: receiptId,
    user,
    actor: actorId,
    client: clientId,
    kind,
    fingerprint,
    from,
    until,
  } = options;
  if (receiptId === '') throw new UsageError('There is no receipt: did the revoke succeed?');
  return {
    receiptId,
    user,
    actorId,
    clientId,
    userPoolId: options['user-pool'],
    kind,
    fingerprint,
    from,
    until,
  };
}
