import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { AUDIT_ORIGIN, chainEvents } from '../../src/storage/audit/audit-chain.ts';
import { purgedEvent } from '../../src/storage/audit/audit-event.ts';
import { createChainedAuditTrail } from '../../src/storage/audit/chained-audit-trail.ts';
import type { StorageEngine } from '../../src/storage/engine/engine.ts';
import type { AuditRow, Operations } from '../../src/storage/engine/operations.ts';

const PAGE = 500;
const EVENTS = 1200;
const KEY = createSecretKey(randomBytes(32));
const OTHER_KEY = createSecretKey(randomBytes(32));

/** A trail of several pages, of which something becomes while its second page is about to be read. */
function trailThat(meanwhile: (rows: AuditRow[]) => AuditRow[]) {
  const damaged = Array.from({ length: EVENTS }, () => ({
    atMs: 0,
    event: JSON.stringify({ kind: 'damaged' }),
  }));
  let rows: AuditRow[] = [...chainEvents(KEY, AUDIT_ORIGIN, damaged)];
  const page = ({ order, cursor, limit, filter }: Operations['auditPage']['in']) => {
    if (order === 'oldest-first' && cursor === PAGE) rows = meanwhile(rows);
    const found = rows.filter(({ kind }) => filter.kind === undefined || kind === filter.kind);
    if (order === 'newest-first') return { rows: found.toReversed().slice(0, limit), nextCursor: null };
    const next = found.filter(({ sequence }) => sequence > (cursor ?? 0)).slice(0, limit);
    return { rows: next, nextCursor: next.at(-1)?.sequence ?? null };
  };
  const engine = {
    run: async (name: string, input: Operations['auditPage']['in']) => {
      const { sequence, hash } = rows.at(-1) ?? AUDIT_ORIGIN;
      return name === 'auditHead' ? { sequence, hash } : page(input);
    },
  };
  return createChainedAuditTrail(engine as unknown as StorageEngine, KEY, { nowMs: () => 0 });
}

const without = (rows: readonly AuditRow[], through: number) =>
  rows.filter(({ sequence }) => sequence > through);

test('a trail of which retention deletes the beginning while it is verified is intact from there on', async () => {
  const audit = trailThat((rows) => {
    const last = rows.at(-1) ?? AUDIT_ORIGIN;
    const purged = chainEvents(KEY, last, [{ atMs: 0, event: purgedEvent(700) }]);
    return [...without(rows, 700), ...purged];
  });
  expect(await audit.verifyChain()).toEqual({
    intact: true,
    records: EVENTS - 700,
    firstSequence: 701,
    lastSequence: EVENTS,
  });
});

test('a trail of which somebody else deletes it is broken', async () => {
  const audit = trailThat((rows) => [...without(rows, 700)]);
  expect(await audit.verifyChain()).toEqual({
    intact: false,
    brokenAtSequence: PAGE + 1,
    problem: 'missing',
  });
});

test('a trail of which somebody deletes it in the name of retention, without its key, is broken', async () => {
  const audit = trailThat((rows) => {
    const last = rows.at(-1) ?? AUDIT_ORIGIN;
    const forged = chainEvents(OTHER_KEY, last, [{ atMs: 0, event: purgedEvent(700) }]);
    return [...without(rows, 700), ...forged];
  });
  expect(await audit.verifyChain()).toMatchObject({ intact: false, problem: 'missing' });
});
