import { describe, expect, test } from '@jest/globals';
import type { FinalOutcome } from '../../../src/revocation/intents/intent.ts';
import { DAY_MS, userIntent } from '../../support/storage/intents.ts';
import { tokensOf, type StoreUnderTest } from './store-under-test.ts';

const CONFIRMED: FinalOutcome = { kind: 'confirmed' };

/** What becomes of an intent that was tried. */
export function concludingContract(subject: StoreUnderTest): void {
  describe('settling', () => {
    test('writes one accepted and one final event, with who, what, why, from where', async () => {
      const first = userIntent(subject.clock().nowMs(), 'alice');
      const lease = await subject.accept(first);
      await subject.store().settle(lease, CONFIRMED);
      const request = JSON.parse(JSON.stringify(first.request)) as object;
      expect(await subject.eventsOf(first.request.receiptId)).toEqual([
        { ...request, kind: 'accepted', lane: 'admin', expiresAtMs: first.expiresAtMs },
        { ...request, kind: 'final', outcome: CONFIRMED, attempts: 1 },
      ]);
    });

    test('makes the outcome known by the receipt', async () => {
      const first = subject.intent();
      expect(await subject.store().find(first.request.receiptId)).toBeUndefined();
      const lease = await subject.accept(first);
      expect(await subject.store().find(first.request.receiptId)).toEqual({ kind: 'pending' });
      await subject.store().settle(lease, CONFIRMED);
      expect(await subject.store().find(first.request.receiptId)).toEqual({
        kind: 'settled',
        outcome: CONFIRMED,
      });
    });

    test('ends the intent for good', async () => {
      const lease = await subject.accept(subject.intent({ leaseMs: 0 }));
      await subject.store().settle(lease, CONFIRMED);
      subject.clock().advance(DAY_MS);
      expect(await subject.claim()).toEqual([]);
      expect(await subject.store().settle(lease, CONFIRMED)).toBe('lost');
    });
  });

  describe('trying again', () => {
    test('is due when it was said to be, and counts the attempts', async () => {
      const lease = await subject.accept(subject.intent());
      await subject.store().retryLater(lease, { dueAtMs: subject.clock().nowMs() + 500, cause: 'throttled' });
      subject.clock().advance(499);
      expect(await subject.claim()).toEqual([]);
      subject.clock().advance(1);
      expect((await subject.claim()).map(({ attempts }) => attempts)).toEqual([2]);
    });

    test('does not count an attempt that was none', async () => {
      const lease = await subject.accept(subject.intent());
      await subject
        .store()
        .retryLater(lease, { dueAtMs: subject.clock().nowMs(), cause: 'throttled', untried: true });
      expect((await subject.claim()).map(({ attempts }) => attempts)).toEqual([1]);
    });

    test('may go on in another lane, where it left off', async () => {
      const lease = await subject.accept(subject.intent());
      await subject.store().retryLater(lease, {
        dueAtMs: subject.clock().nowMs(),
        cause: 'timeout',
        lane: 'bulk',
        callsDone: 1,
      });
      expect(await subject.claim()).toEqual([]);
      expect(await subject.claim({ lane: 'bulk' })).toMatchObject([{ lane: 'bulk', callsDone: 1 }]);
      const { lanes } = await subject.store().stats();
      expect(lanes.filter(({ intents }) => intents > 0).map(({ lane }) => lane)).toEqual(['bulk']);
    });
  });

  describe('giving up', () => {
    test('ends what has outlived its token, waiting or parked, with one final event', async () => {
      const waiting = subject.intent({ expiresAtMs: subject.clock().nowMs() + 1000, leaseMs: 0 });
      const parked = subject.intent({ expiresAtMs: subject.clock().nowMs() + 1000 });
      const living = subject.intent({ leaseMs: 0 });
      await subject.accept(waiting);
      await subject.store().park(await subject.accept(parked), 'revocation-disabled');
      await subject.accept(living);
      expect(await subject.store().expire(10)).toEqual([]);
      subject.clock().advance(1000);
      const expired = await subject.store().expire(10);
      expect(expired.map(({ receiptId }) => receiptId).toSorted()).toEqual(
        [waiting.request.receiptId, parked.request.receiptId].toSorted(),
      );
      expect(expired[0]).toMatchObject({
        userPoolId: 'eu-west-1_Example',
        clientId: 'webapp',
        lane: 'proven',
      });
      for (const { request } of [waiting, parked]) {
        expect(await subject.eventsOf(request.receiptId)).toMatchObject([
          { kind: 'accepted' },
          { kind: 'final', outcome: { kind: 'expired' } },
        ]);
      }
      expect(tokensOf(await subject.claim())).toHaveLength(1);
      expect(await subject.store().expire(10)).toEqual([]);
    });

    test('waits for whoever is trying it right now', async () => {
      const lease = await subject.accept(subject.intent({ expiresAtMs: subject.clock().nowMs() + 1000 }));
      subject.clock().advance(1000);
      expect(await subject.store().expire(10)).toEqual([]);
      expect(await subject.store().settle(lease, CONFIRMED)).toBe('done');
    });

    test('does no more at once than it was asked to', async () => {
      for (let index = 0; index < 5; index += 1) {
        await subject.accept(subject.intent({ expiresAtMs: subject.clock().nowMs(), leaseMs: 0 }));
      }
      expect(await subject.store().expire(3)).toHaveLength(3);
      expect(await subject.store().expire(3)).toHaveLength(2);
    });
  });

  test('its figures tell what is waiting where, how old it is, and why it is parked', async () => {
    const acceptedAtMs = subject.clock().nowMs();
    await subject.accept(subject.intent());
    subject.clock().advance(1000);
    await subject.accept(subject.intent());
    await subject.store().settle(await subject.accept(subject.intent({ lane: 'bulk' })), CONFIRMED);
    await subject.store().park(await subject.accept(subject.intent({ lane: 'unproven' })), 'not-permitted');
    const { lanes, parked } = await subject.store().stats();
    expect(lanes).toMatchObject([
      { lane: 'proven', intents: 2, oldestAcceptedAtMs: acceptedAtMs },
      { lane: 'unproven', intents: 1, oldestAcceptedAtMs: subject.clock().nowMs() },
      { lane: 'admin', intents: 0, bytes: 0, oldestAcceptedAtMs: undefined },
      { lane: 'bulk', intents: 0, bytes: 0, oldestAcceptedAtMs: undefined },
    ]);
    expect(lanes[0]?.bytes).toBeGreaterThan(0);
    expect(parked).toEqual([
      { userPoolId: 'eu-west-1_Example', clientId: 'webapp', cause: 'not-permitted', intents: 1 },
    ]);
  });
}
