import type { Actor } from '../../revocation/command.ts';
import type { AuditEvent, AuditFilter } from '../../revocation/ports/audit-trail.ts';

/** What of an event can be searched for. Kept beside it in columns; `verifyChain` checks that they say the same. */
export interface AuditKeys {
  readonly kind: AuditEvent['kind'];
  readonly receiptId: string | null;
  readonly fingerprint: string | null;
  readonly user: string | null;
  readonly actorId: string | null;
  readonly clientId: string | null;
  readonly userPoolId: string | null;
}

type KeyFilter = Pick<AuditFilter, keyof AuditKeys>;

export const AUDIT_COLUMNS: Readonly<Record<keyof AuditKeys, string>> = {
  kind: 'kind',
  receiptId: 'receipt_id',
  fingerprint: 'fingerprint',
  user: 'user_name',
  actorId: 'actor_id',
  clientId: 'client_id',
  userPoolId: 'user_pool_id',
};

export function auditKeys(event: AuditEvent): AuditKeys {
  if (event.kind === 'purged' || event.kind === 'damaged') return { kind: event.kind, ...NO_REQUEST };
  return {
    kind: event.kind,
    receiptId: event.receiptId,
    fingerprint: event.fingerprint ?? null,
    user: searchable(event.user),
    actorId: searchable(actorIdOf(actorOf(event))),
    clientId: event.clientId ?? null,
    userPoolId: event.userPoolId ?? null,
  };
}

/** The parts of a filter that are given, as columns and their values. */
export function wantedKeys(
  filter: KeyFilter,
): readonly { readonly key: keyof AuditKeys; readonly value: string }[] {
  return (Object.keys(AUDIT_COLUMNS) as (keyof AuditKeys)[]).flatMap((key) => {
    const value = searchable(filter[key]);
    return value === null ? [] : [{ key, value }];
  });
}

/** Whether an index leads to the events, so that looking for few of them does not mean reading all. */
export function isIndexed(filter: KeyFilter): boolean {
  return wantedKeys(filter).some(({ key }) => key === 'receiptId' || key === 'fingerprint' || key === 'user');
}

const NO_REQUEST = {
  receiptId: null,
  fingerprint: null,
  user: null,
  actorId: null,
  clientId: null,
  userPoolId: null,
};

/** Names come from callers, and PostgreSQL takes neither U+0000 nor half a surrogate pair. */
function searchable(name: string | undefined): string | null {
  return name === undefined ? null : Buffer.from(name).toString().replaceAll('\u0000', '\uFFFD');
}

/** Who made it happen: of what an admin dropped that admin, and not whoever had asked for it. */
function actorOf(event: Exclude<AuditEvent, { kind: 'purged' | 'damaged' }>): Actor {
  const droppedBy =
    event.kind === 'final' && event.outcome.kind === 'abandoned' ? event.outcome.by : undefined;
  return droppedBy?.actor ?? event.actor;
}

function actorIdOf(actor: Actor): string | undefined {
  switch (actor.kind) {
    case 'caller':
      return undefined;
    case 'user':
      return actor.sub;
    case 'admin':
      return actor.id;
  }
}
