import type { KeyObject } from 'node:crypto';
import type {
  AuditEvent,
  AuditFilter,
  AuditRecord,
  AuditTrail,
  ChainProblem,
  ChainVerdict,
} from '../../revocation/ports/audit-trail.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import { AUDIT_ORIGIN, chainHash } from './audit-chain.ts';
import { recordedEvent } from './audit-event.ts';
import { auditKeys, type AuditKeys } from './audit-keys.ts';
import type { StorageEngine } from '../engine/engine.ts';
import { notDurable, outOfReach } from '../engine/not-durable.ts';
import type { AuditHead, AuditRow, AuditRows, Operations } from '../engine/operations.ts';

const PAGE_MAX = 500;

type ReadPage = (input: Operations['auditPage']['in']) => Promise<AuditRows>;

/** The audit trail over any engine. */
export function createChainedAuditTrail(
  engine: StorageEngine,
  chainKey: KeyObject,
  clock: Clock,
): AuditTrail {
  const pageOf: ReadPage = (input) => engine.run('auditPage', input).catch(outOfReach);
  const headOf = (): Promise<AuditHead> => engine.run('auditHead', {}).catch(outOfReach);

  async function* rows(filter: AuditFilter, through: number): AsyncGenerator<AuditRow> {
    let cursor: number | null = null;
    do {
      const page: AuditRows = await pageOf({
        filter,
        limit: PAGE_MAX,
        order: 'oldest-first',
        cursor,
      });
      for (const row of page.rows) {
        if (row.sequence > through) return;
        yield row;
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  return {
    async query({ limit, order, cursor, ...filter }) {
      const bounded = Math.min(Math.max(limit, 1), PAGE_MAX);
      const page = await pageOf({ filter, limit: bounded, order, cursor: cursor ?? null });
      return { records: page.rows.map(toRecord), nextCursor: page.nextCursor ?? undefined };
    },
    async *export(filter) {
      const { sequence } = await headOf();
      for await (const row of rows(filter, sequence)) yield toRecord(row);
    },
    async record(event) {
      // An entry of the denylist that is none, with its event.
      const input = { rows: [], event: recordedEvent(event), nowMs: clock.nowMs() };
      await engine.run('deny', input).catch(notDurable);
    },
    async verifyChain(seen = () => undefined) {
      const head = await headOf();
      const counted = countedRows(rows({}, head.sequence), seen);
      return verify(counted, head, chainKey, await createPurges(pageOf, chainKey));
    },
  };
}

async function* countedRows(
  rows: AsyncIterable<AuditRow>,
  seen: (records: number) => void,
): AsyncGenerator<AuditRow> {
  let records = 0;
  for await (const row of rows) {
    yield row;
    records += 1;
    seen(records);
  }
}

function toRecord({ sequence, atMs, event, previousHash, hash }: AuditRow): AuditRecord {
  return { sequence, atMs, event: readEvent(event), previousHash, hash };
}

function readEvent(event: string): AuditEvent {
  try {
    return JSON.parse(event) as AuditEvent;
  } catch {
    return { kind: 'damaged' };
  }
}

/** Tells retention that deletes behind the reader's back from a hole that somebody has made. */
async function createPurges(pageOf: ReadPage, key: KeyObject): Promise<Purges> {
  const lastPurge = async (): Promise<number> => {
    const filter = { kind: 'purged' } as const;
    const page = { filter, limit: 1, order: 'newest-first', cursor: null } as const;
    const [purge] = (await pageOf(page)).rows;
    return purge === undefined || linkProblem(purge, undefined, key) ? 0 : purgedThroughBy(purge);
  };
  const atFirst = await lastPurge();
  return async (through) => {
    const now = await lastPurge();
    return now > atFirst && through <= now ? now : undefined;
  };
}

/** The last event that retention has deleted since, if it is not before the one asked for. */
type Purges = (through: number) => Promise<number | undefined>;

async function verify(
  rows: AsyncIterable<AuditRow>,
  head: AuditHead,
  key: KeyObject,
  purgedSince: Purges,
): Promise<ChainVerdict> {
  let first: AuditRow | undefined;
  let last: AuditRow | undefined;
  let purgedThrough = 0;
  let records = 0;
  for await (const row of rows) {
    if (last !== undefined && row.sequence > nextSequence(last)) {
      const through = await purgedSince(row.sequence - 1);
      if (through !== undefined) {
        purgedThrough = through;
        [first, last, records] = [undefined, undefined, 0];
      }
    }
    const problem = linkProblem(row, last, key);
    if (problem !== undefined)
      return broken(problem === 'missing' ? nextSequence(last) : row.sequence, problem);
    purgedThrough = Math.max(purgedThrough, purgedThroughBy(row));
    first ??= row;
    last = row;
    records += 1;
  }
  const end = last ?? AUDIT_ORIGIN;
  if (end.sequence !== head.sequence || end.hash !== head.hash) return broken(nextSequence(last), 'missing');
  if (startsTooLate(first, purgedThrough)) return broken(purgedThrough + 1, 'missing');
  return { intact: true, records, firstSequence: first?.sequence, lastSequence: last?.sequence };
}

function linkProblem(
  row: AuditRow,
  previous: AuditRow | undefined,
  key: KeyObject,
): ChainProblem | undefined {
  if (previous !== undefined && row.sequence !== previous.sequence + 1) return 'missing';
  if (previous !== undefined && row.previousHash !== previous.hash) return 'unlinked';
  return chainHash(key, row) === row.hash && keysAgree(row) ? undefined : 'altered';
}

/** Whoever changes a column hides an event from a search, although the event itself stands. */
function keysAgree(row: AuditRow): boolean {
  const keys = auditKeys(JSON.parse(row.event) as AuditEvent);
  return (Object.keys(keys) as (keyof AuditKeys)[]).every((name) => keys[name] === row[name]);
}

/** A trail begins at its origin, or where retention says that it has deleted what was before. */
function startsTooLate(first: AuditRow | undefined, purgedThrough: number): boolean {
  if (first === undefined || first.previousHash === AUDIT_ORIGIN.hash) return false;
  return first.sequence !== purgedThrough + 1;
}

function purgedThroughBy(row: AuditRow): number {
  const event = JSON.parse(row.event) as AuditEvent;
  return event.kind === 'purged' ? event.throughSequence : 0;
}

function nextSequence(previous: AuditRow | undefined): number {
  return (previous?.sequence ?? 0) + 1;
}

function broken(brokenAtSequence: number, problem: ChainProblem): ChainVerdict {
  return { intact: false, brokenAtSequence, problem };
}
