import type { Actor } from '../../revocation/command.ts';
import type { AuditEvent, AuditPage, AuditRecord } from '../../revocation/ports/audit-trail.ts';
import { outcomeAnswer, type OutcomeAnswer } from './outcome-answer.ts';

/** An event of the audit trail as an admin gets to see it: named fields only. */
export interface AuditedEvent {
  readonly sequence: number;
  readonly at: string;
  readonly kind: AuditEvent['kind'];
  readonly receiptId?: string;
  readonly requestId?: string;
  readonly act?: string;
  readonly userPoolId?: string;
  readonly clientId?: string;
  readonly fingerprint?: string;
  readonly user?: string;
  readonly sessionId?: string;
  readonly sub?: string;
  readonly disableUser?: true;
  readonly endSso?: true;
  readonly actor?: Actor;
  readonly clientAddress?: string;
  readonly reason?: string;
  readonly lane?: string;
  readonly expiresAt?: string;
  readonly outcome?: OutcomeAnswer;
  readonly attempts?: number;
  readonly tokensOf?: string;
  readonly lacks?: string;
  readonly result?: string;
  readonly throughSequence?: number;
  readonly hash: string;
}

export interface AuditAnswer {
  readonly events: readonly AuditedEvent[];
  readonly nextCursor: number | null;
}

export function auditAnswer({ records, nextCursor }: AuditPage): AuditAnswer {
  return { events: records.map(auditedEvent), nextCursor: nextCursor ?? null };
}

export function auditedEvent({ sequence, atMs, event, hash }: AuditRecord): AuditedEvent {
  return { sequence, at: new Date(atMs).toISOString(), kind: event.kind, ...told(event), hash };
}

function told(event: AuditEvent): Omit<AuditedEvent, 'sequence' | 'at' | 'kind' | 'hash'> {
  if (event.kind === 'damaged') return {};
  if (event.kind === 'purged') return { throughSequence: event.throughSequence };
  const { receiptId, requestId, act, userPoolId, clientId, fingerprint, user, sessionId } = event;
  const { sub, disableUser, endSso, actor, clientAddress, reason } = event;
  return {
    receiptId,
    requestId,
    act,
    ...given({ userPoolId, clientId, fingerprint, user, sub, sessionId, disableUser, endSso, reason }),
    actor,
    clientAddress,
    ...happened(event),
  };
}

function happened(
  event: Exclude<AuditEvent, { kind: 'purged' | 'damaged' }>,
): Pick<AuditedEvent, 'lane' | 'expiresAt' | 'outcome' | 'attempts' | 'tokensOf' | 'result' | 'lacks'> {
  switch (event.kind) {
    case 'accepted':
      return { lane: event.lane, expiresAt: new Date(event.expiresAtMs).toISOString() };
    case 'final':
      return { outcome: outcomeAnswer(event.outcome), attempts: event.attempts };
    case 'denied':
      return { tokensOf: event.tokensOf };
    case 'client-change':
      return { result: event.result };
    case 'forbidden':
      return { lacks: event.lacks };
    case 'repeated':
    case 'refused':
    case 'dry-run':
    case 'read':
      return {};
  }
}

type Given<Fields> = { readonly [name in keyof Fields]?: Exclude<Fields[name], undefined> };

function given<Fields extends Readonly<Record<string, string | true | undefined>>>(
  fields: Fields,
): Given<Fields> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Given<Fields>;
}
