import { createHmac, type KeyObject } from 'node:crypto';
import type { AuditEvent } from '../../revocation/ports/audit-trail.ts';
import { auditKeys } from './audit-keys.ts';
import type { AuditHead, AuditRow } from '../engine/operations.ts';

/** What the first event of a trail follows on. */
export const AUDIT_ORIGIN: AuditHead = { sequence: 0, hash: '0'.repeat(64) };

export interface UnchainedEvent {
  readonly atMs: number;
  /** The event as JSON. */
  readonly event: string;
}

/** HMAC-SHA-256 over the previous hash, the number, the time and the event, in hexadecimal. */
export function chainHash(
  key: KeyObject,
  row: Pick<AuditRow, 'sequence' | 'atMs' | 'event' | 'previousHash'>,
): string {
  return createHmac('sha256', key)
    .update(`${row.previousHash}\n${row.sequence}\n${row.atMs}\n${row.event}`)
    .digest('hex');
}

/** Links events to the end of a chain, in the order given. */
export function chainEvents(
  key: KeyObject,
  head: AuditHead,
  events: readonly UnchainedEvent[],
): readonly AuditRow[] {
  let { sequence, hash } = head;
  return events.map(({ atMs, event }) => {
    const link = { sequence: sequence + 1, atMs, event, previousHash: hash };
    sequence = link.sequence;
    hash = chainHash(key, link);
    return { ...auditKeys(JSON.parse(event) as AuditEvent), ...link, hash };
  });
}
