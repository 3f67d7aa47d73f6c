import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Storage } from '../../src/storage/open-storage.ts';
import { acceptNew, DAY_MS, tokenIntent } from '../support/storage/intents.ts';
import { createTestClock, type TestClock } from '../support/storage/test-clock.ts';
import type { OpenFresh } from './revocation-store/store-under-test.ts';

/** What engines owe that keep things for long. */
export function retentionContract(engine: string, openFresh: OpenFresh): void {
  describe(`what has served its time in ${engine}`, () => {
    let clock: TestClock;
    let storage: Storage;

    beforeEach(async () => {
      clock = createTestClock();
      storage = await openFresh({ clock, auditRetentionMs: 100 * DAY_MS });
    });
    afterEach(() => storage.close());

    const settleOne = async () => {
      const intent = tokenIntent(clock.nowMs());
      await storage.store.settle(await acceptNew(storage.store, intent), { kind: 'confirmed' });
      return intent.request.receiptId;
    };
    const trail = async () => (await storage.audit.query({ limit: 100, order: 'oldest-first' })).records;

    test('a settled intent goes after the day in which it answers', async () => {
      const receiptId = await settleOne();
      clock.advance(DAY_MS - 1);
      expect(await storage.store.sweep(100)).toBe(0);
      clock.advance(1);
      expect(await storage.store.sweep(100)).toBe(1);
      expect(await storage.store.find(receiptId)).toBeUndefined();
    });

    test('an idempotency key goes after a day', async () => {
      await storage.idempotencyKeys.begin({ actorId: 'ops', key: 'key-1', body: '{}' });
      clock.advance(DAY_MS - 1);
      expect(await storage.store.sweep(100)).toBe(0);
      clock.advance(1);
      expect(await storage.store.sweep(100)).toBe(1);
    });

    test('a pending intent never goes', async () => {
      await acceptNew(storage.store, tokenIntent(clock.nowMs(), { leaseMs: 0 }));
      clock.advance(99 * DAY_MS);
      await storage.store.sweep(100);
      expect(await storage.store.claim({ lane: 'proven', max: 1, leaseMs: 1000 })).toHaveLength(1);
    });

    test('audit events go with the retention, the trail says so, and the rest still verifies', async () => {
      await settleOne();
      clock.advance(50 * DAY_MS);
      await settleOne();
      clock.advance(51 * DAY_MS);
      await storage.store.sweep(100);
      expect((await trail()).map(({ sequence, event }) => [sequence, event.kind])).toEqual([
        [3, 'accepted'],
        [4, 'final'],
        [5, 'purged'],
      ]);
      expect((await trail()).at(-1)?.event).toEqual({ kind: 'purged', throughSequence: 2 });
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, firstSequence: 3 });
    });

    test('a trail that was deleted as a whole verifies, and goes on', async () => {
      await settleOne();
      clock.advance(201 * DAY_MS);
      await storage.store.sweep(100);
      await storage.store.sweep(100);
      await settleOne();
      expect((await trail()).map(({ event }) => event.kind)).toEqual(['purged', 'accepted', 'final']);
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true, firstSequence: 3 });
    });

    test('goes bit by bit, where there is much of it', async () => {
      for (let index = 0; index < 5; index += 1) await settleOne();
      clock.advance(101 * DAY_MS);
      let rounds = 0;
      while ((await storage.store.sweep(2)) > 0) rounds += 1;
      expect(rounds).toBeGreaterThan(2);
      expect(await storage.audit.verifyChain()).toMatchObject({ intact: true });
      expect((await trail()).every(({ event }) => event.kind === 'purged')).toBe(true);
    });
  });
}
