import type { KeyObject } from 'node:crypto';
import { AUDIT_ORIGIN, chainEvents, type UnchainedEvent } from '../audit/audit-chain.ts';
import { acceptedEvent, finalEvent, type StoredRequest } from '../audit/audit-event.ts';
import type { AuditFilter } from '../../revocation/ports/audit-trail.ts';
import { wantedKeys } from '../audit/audit-keys.ts';
import type { AuditHead, AuditRow, Operations } from '../engine/operations.ts';
import type { MemoryEvent, MemoryState, MemorySettlement } from './memory-state.ts';

/** How many events are remembered. */
const EVENTS_MAX = 20_000;
/** How many are forgotten in one go. */
const EVENTS_FORGOTTEN = 5000;

type Input<Name extends keyof Operations> = Operations[Name]['in'];
type Output<Name extends keyof Operations> = Operations[Name]['out'];

/** The trail's newest events. They are linked only when somebody reads them. */
export function createMemoryAudit(state: MemoryState, chainKey: KeyObject) {
  const head = (): AuditHead => {
    const last = state.chained.at(-1);
    const { sequence, hash } = last ?? AUDIT_ORIGIN;
    return { sequence: sequence + state.droppedUnread, hash };
  };

  const link = (): void => {
    const rows = chainEvents(chainKey, head(), state.unchained.map(written));
    state.chained = [...state.chained, ...rows].slice(-EVENTS_MAX);
    state.unchained = [];
    state.droppedUnread = 0;
  };

  return {
    /** Keeps memory bounded where nobody ever reads the trail, without linking what nobody will read. */
    trim(): void {
      if (state.unchained.length <= EVENTS_MAX + EVENTS_FORGOTTEN) return;
      state.droppedUnread += state.unchained.splice(0, state.unchained.length - EVENTS_MAX).length;
    },

    auditPage({ filter, limit, order, cursor }: Input<'auditPage'>): Output<'auditPage'> {
      link();
      const oldestFirst = order === 'oldest-first';
      const rows = oldestFirst ? state.chained : state.chained.toReversed();
      const matching = rows
        .filter(({ sequence }) => cursor === null || (oldestFirst ? sequence > cursor : sequence < cursor))
        .filter((row) => matchesFilter(row, filter));
      const page = matching.slice(0, limit);
      return { rows: page, nextCursor: matching.length > limit ? (page.at(-1)?.sequence ?? null) : null };
    },

    auditHead(): Output<'auditHead'> {
      link();
      return head();
    },
  };
}

function written(event: MemoryEvent): UnchainedEvent {
  return { atMs: event.atMs, event: jsonOf(event) };
}

function jsonOf(event: MemoryEvent): string {
  if ('json' in event) return event.json;
  return 'outcome' in event ? finalEvent(storedRequest(event), event.outcome) : acceptedEvent(event);
}

function storedRequest({ acceptance, attempts }: MemorySettlement): StoredRequest {
  const { receiptId, userPoolId, clientId, request } = acceptance;
  return { receiptId, userPoolId, clientId, request: request.json, attempts };
}

function matchesFilter(row: AuditRow, filter: AuditFilter): boolean {
  const { fromMs = -Infinity, untilMs = Infinity } = filter;
  if (row.atMs < fromMs || row.atMs > untilMs) return false;
  return wantedKeys(filter).every(({ key, value }) => row[key] === value);
}
