import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditQuery, AuditRecord } from '../../src/revocation/ports/audit-trail.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import {
  acceptNew,
  DAY_MS,
  tokenIntent,
  userIntent,
  type IntentChanges,
} from '../support/storage/intents.ts';
import { createTestClock, type TestClock } from '../support/storage/test-clock.ts';
import type { OpenFresh } from './revocation-store/store-under-test.ts';

const RETENTION_MS = 100 * DAY_MS;

/** What every engine's audit trail owes. */
export function auditTrailContract(engine: string, openFresh: OpenFresh): void {
  describe(`the audit trail in ${engine}`, () => {
    let clock: TestClock;
    let storage: Storage;

    beforeEach(async () => {
      clock = createTestClock();
      storage = await openFresh({ clock, auditRetentionMs: RETENTION_MS });
    });
    afterEach(() => storage.close());

    const accept = async (changes: IntentChanges = {}) => {
      clock.advance(1000);
      const intent = tokenIntent(clock.nowMs(), changes);
      const lease = await acceptNew(storage.store, intent);
      return { intent, lease };
    };
    const query = async (changes: Partial<AuditQuery> = {}) =>
      storage.audit.query({ limit: 100, order: 'oldest-first', ...changes });
    const receiptsOf = (records: readonly AuditRecord[]) =>
      records.map(({ event }) => ('receiptId' in event ? event.receiptId : event.kind));

    test('numbers its events without gaps, each linked to the one before', async () => {
      for (let index = 0; index < 3; index += 1) {
        await storage.store.settle((await accept()).lease, { kind: 'confirmed' });
      }
      const { records } = await query();
      expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
      for (const [index, record] of records.entries()) {
        expect(record.previousHash).toBe(records[index - 1]?.hash ?? '0'.repeat(64));
      }
      expect(records.at(-1)?.atMs).toBe(clock.nowMs());
      expect(await storage.audit.verifyChain()).toEqual({
        intact: true,
        records: 6,
        firstSequence: 1,
        lastSequence: 6,
      });
    });

    test('tells who asked for an order, in which lane it was accepted, and how it ended', async () => {
      const { intent, lease } = await accept({ lane: 'unproven' });
      const proven = tokenIntent(clock.nowMs(), { lane: 'proven', order: intent.order });
      expect(await storage.store.accept(proven)).toMatchObject({ kind: 'duplicate' });
      await storage.store.settle(lease, { kind: 'confirmed' });
      const { records } = await query();
      const { request, expiresAtMs } = intent;
      expect(records.map(({ event }) => event)).toEqual([
        { ...request, kind: 'accepted', lane: 'unproven', expiresAtMs },
        { ...request, kind: 'final', outcome: { kind: 'confirmed' }, attempts: 1 },
      ]);
    });

    test('is intact while it is empty', async () => {
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, records: 0 });
      expect(await query()).toEqual({ records: [], nextCursor: undefined });
    });

    test('stays one chain when many write at the same moment', async () => {
      await Promise.all(Array.from({ length: 50 }, () => accept()));
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, records: 50 });
    });

    test('answers page by page in both directions, each event once', async () => {
      for (let index = 0; index < 7; index += 1) await accept();
      for (const order of ['oldest-first', 'newest-first'] as const) {
        const sequences: number[] = [];
        let cursor: number | undefined;
        do {
          const page = await query({ limit: 3, order, cursor });
          sequences.push(...page.records.map(({ sequence }) => sequence));
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect(sequences).toEqual(order === 'oldest-first' ? [1, 2, 3, 4, 5, 6, 7] : [7, 6, 5, 4, 3, 2, 1]);
      }
    });

    test('finds events by everything that they can be asked for', async () => {
      const { intent: byCaller, lease } = await accept({
        clientId: 'mobile',
        request: { fingerprint: 'f00d' },
      });
      const byUser = (
        await accept({
          request: { actor: { kind: 'user', sub: 'sub-1' }, user: 'sub-1', fingerprint: 'beef' },
        })
      ).intent;
      clock.advance(1000);
      const byAdmin = userIntent(clock.nowMs(), 'alice');
      await acceptNew(storage.store, byAdmin);
      await storage.store.settle(lease, { kind: 'confirmed' });

      const found = async (filter: Partial<AuditQuery>) => receiptsOf((await query(filter)).records);
      const [caller, user, admin] = [byCaller, byUser, byAdmin].map(({ request }) => request.receiptId);
      expect(await found({ receiptId: caller })).toEqual([caller, caller]);
      expect(await found({ fingerprint: 'beef' })).toEqual([user]);
      expect(await found({ user: 'alice' })).toEqual([admin]);
      expect(await found({ actorId: 'sub-1' })).toEqual([user]);
      expect(await found({ actorId: 'ops' })).toEqual([admin]);
      expect(await found({ clientId: 'mobile' })).toEqual([caller, caller]);
      expect(await found({ clientId: 'mobile', kind: 'final' })).toEqual([caller]);
      expect(await found({ userPoolId: 'eu-west-1_None' })).toEqual([]);
      expect(await found({ fromMs: clock.nowMs() })).toEqual([admin, caller]);
      expect(await found({ untilMs: clock.nowMs() - 1 })).toEqual([caller, user]);
    });

    test('keeps and finds names with characters that a database may not take', async () => {
      for (const name of [
        'nul\u0000byte',
        'half \uD800 a pair',
        '名前 🦊',
        "'; DROP TABLE audit_events; --",
      ]) {
        const intent = userIntent(clock.nowMs(), name);
        await acceptNew(storage.store, intent);
        const [record] = (await query({ user: name })).records;
        expect(record?.event).toMatchObject({ user: name, reason: 'stolen laptop' });
      }
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true });
    });

    test('takes what happened outside of the store into the same chain, and finds it', async () => {
      await accept();
      const event = {
        kind: 'client-change',
        act: 'turn-on-token-revocation',
        receiptId: '0f0e0d0c-0000-4000-8000-00000000000a',
        requestId: 'r1',
        actor: { kind: 'admin', id: 'ops9', via: 'api-key' },
        clientAddress: '192.0.2.1',
        reason: 'logouts fail',
        clientId: 'webapp9',
        userPoolId: 'eu-west-1_Pool9',
        result: 'changed',
      } as const;
      await storage.audit.record(event);
      await accept();

      for (const filter of [{ kind: event.kind }, { clientId: 'webapp9' }, { actorId: 'ops9' }]) {
        expect((await query(filter)).records).toEqual([expect.objectContaining({ sequence: 2, event })]);
      }
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, records: 3 });
      expect((await storage.denials.since(undefined, 10)).denials).toEqual([]);
    });

    test('exports everything that matches, oldest first', async () => {
      for (let index = 0; index < 5; index += 1)
        await accept({ clientId: index % 2 === 0 ? 'webapp' : 'mobile' });
      const sequences: number[] = [];
      for await (const { sequence } of storage.audit.export({ clientId: 'webapp' })) sequences.push(sequence);
      expect(sequences).toEqual([1, 3, 5]);
    });

    test('a fingerprint and a hash are all that it shows of a token', async () => {
      const { intent } = await accept();
      const token = intent.order.act === 'end-token-session' ? intent.order.refreshToken : '';
      expect(JSON.stringify(await query())).not.toContain(token);
    });
  });
}
