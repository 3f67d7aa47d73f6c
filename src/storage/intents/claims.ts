import { randomUUID } from 'node:crypto';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { ClaimedIntent, Lease, RevocationStore } from '../../revocation/ports/revocation-store.ts';
import { readClaimedIntent } from './read-claimed-intent.ts';
import type { StorageEngine } from '../engine/engine.ts';
import type { Sealer } from '../keys/sealer.ts';
import type { ClaimedRow } from '../engine/operations.ts';
import type { StorageEvents } from '../storage-events.ts';

export interface ClaimsDependencies {
  readonly engine: StorageEngine;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly events: Pick<StorageEvents, 'unreadable'>;
  readonly reloadKeys: () => Promise<void>;
}

const UNKNOWN_KEY_RETRY_MS = 5000;

/** Claiming, and what becomes of rows that cannot be read. */
export function createClaims(
  dependencies: ClaimsDependencies,
): Pick<RevocationStore, 'claim' | 'claimParked'> {
  const { engine, clock } = dependencies;
  return {
    async claim({ lane, max, leaseMs, exceptUserPoolIds = [] }) {
      const lease = newLease(clock, leaseMs);
      const rows = await engine.run('claim', { lane, max, exceptUserPoolIds, ...lease });
      return readRows(rows, lease.leaseId, dependencies);
    },
    async claimParked(filter, max, leaseMs) {
      const lease = newLease(clock, leaseMs);
      const rows = await engine.run('claimParked', { filter, max, ...lease });
      return readRows(rows, lease.leaseId, dependencies);
    },
  };
}

function newLease(clock: Clock, leaseMs: number) {
  const nowMs = clock.nowMs();
  return { nowMs, leaseId: randomUUID(), leaseUntilMs: nowMs + leaseMs };
}

async function readRows(
  rows: readonly ClaimedRow[],
  leaseId: string,
  { engine, sealer, clock, events, reloadKeys }: ClaimsDependencies,
): Promise<readonly ClaimedIntent[]> {
  const read = (row: ClaimedRow) => ({ row, result: readClaimedIntent(sealer, row, leaseId) });
  let readings = rows.map(read);
  if (readings.some(({ result }) => result.kind === 'unknown-key')) {
    await reloadKeys();
    readings = rows.map(read);
  }
  const intents: ClaimedIntent[] = [];
  const putAway: Promise<unknown>[] = [];
  for (const { row, result } of readings) {
    const lease: Lease = { intentId: row.intentId, leaseId };
    if (result.kind === 'readable') intents.push(result.intent);
    else if (result.kind === 'unknown-key') {
      const dueAtMs = clock.nowMs() + UNKNOWN_KEY_RETRY_MS;
      const postponement = { dueAtMs, cause: 'unknown-key', lane: null, callsDone: null, untried: true };
      putAway.push(engine.run('retryLater', { lease, ...postponement }));
    } else {
      events.unreadable({ receiptId: row.receiptId, cause: result.cause });
      putAway.push(engine.run('park', { lease, cause: result.cause, callsDone: null }));
    }
  }
  await Promise.all(putAway);
  return intents;
}
