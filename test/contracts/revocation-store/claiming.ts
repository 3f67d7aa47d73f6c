import { describe, expect, test } from '@jest/globals';
import type { FinalOutcome } from '../../../src/revocation/intents/intent.ts';
import { DAY_MS, LEASE_MS, newToken } from '../../support/storage/intents.ts';
import { tokensOf, type StoreUnderTest } from './store-under-test.ts';

const CONFIRMED: FinalOutcome = { kind: 'confirmed' };

/** Who may try an intent, and when. */
export function claimingContract(subject: StoreUnderTest): void {
  describe('claiming', () => {
    test('hands out the order and the request as they were given', async () => {
      const first = subject.intent({
        leaseMs: 0,
        order: {
          act: 'end-token-session',
          userPoolId: 'eu-west-1_Example',
          clientId: 'webapp',
          refreshToken: newToken(),
          accessToken: newToken(),
          endSso: true,
        },
      });
      const acceptedAtMs = subject.clock().nowMs();
      await subject.accept(first);
      const [claimed] = await subject.claim();
      expect(claimed).toMatchObject({
        order: first.order,
        request: JSON.parse(JSON.stringify(first.request)) as object,
        lane: 'proven',
        acceptedAtMs,
        expiresAtMs: first.expiresAtMs,
        attempts: 1,
        callsDone: 0,
      });
    });

    test('hands out the longest due first, at most as many as were asked for', async () => {
      const tokens = [newToken(), newToken(), newToken()];
      for (const token of tokens) {
        await subject.accept(subject.intent({ token, leaseMs: 0 }));
        subject.clock().advance(10);
      }
      expect(tokensOf(await subject.claim({ max: 2 }))).toEqual(tokens.slice(0, 2));
      expect(tokensOf(await subject.claim({ max: 2 }))).toEqual(tokens.slice(2));
    });

    test('hands out one lane at a time', async () => {
      await subject.accept(subject.intent({ leaseMs: 0 }));
      await subject.accept(subject.intent({ leaseMs: 0, lane: 'bulk' }));
      expect(await subject.claim({ lane: 'admin' })).toEqual([]);
      expect((await subject.claim({ lane: 'bulk' })).map(({ lane }) => lane)).toEqual(['bulk']);
    });

    test('leaves out user pools that are not to be asked', async () => {
      for (const userPoolId of ['eu-west-1_A', 'eu-west-1_B', 'eu-west-1_C']) {
        await subject.accept(subject.intent({ leaseMs: 0, userPoolId }));
        subject.clock().advance(1);
      }
      const claimed = await subject.claim({ exceptUserPoolIds: ['eu-west-1_A', 'eu-west-1_C'] });
      expect(claimed.map(({ order }) => order.userPoolId)).toEqual(['eu-west-1_B']);
      expect((await subject.claim()).map(({ order }) => order.userPoolId)).toEqual([
        'eu-west-1_A',
        'eu-west-1_C',
      ]);
    });

    test('gives each intent to one claimer only', async () => {
      for (let index = 0; index < 10; index += 1) await subject.accept(subject.intent({ leaseMs: 0 }));
      const claims = await Promise.all([1, 2, 3, 4].map(() => subject.claim({ max: 5 })));
      const tokens = claims.flatMap(tokensOf);
      expect(tokens).toHaveLength(10);
      expect(new Set(tokens).size).toBe(10);
    });

    test('F44: whoever lost the lease can decide nothing any more', async () => {
      const first = subject.intent();
      const lost = await subject.accept(first);
      subject.clock().advance(LEASE_MS);
      const [claimed] = await subject.claim();
      expect(claimed?.attempts).toBe(2);
      expect(await subject.store().settle(lost, CONFIRMED)).toBe('lost');
      expect(await subject.store().park(lost, 'unknown-exception')).toBe('lost');
      expect(
        await subject.store().retryLater(lost, { dueAtMs: subject.clock().nowMs(), cause: 'timeout' }),
      ).toBe('lost');
      expect(await subject.store().find(first.request.receiptId)).toEqual({ kind: 'pending' });
    });

    test('F44: of two who settle with one lease, one does', async () => {
      const first = subject.intent();
      const lease = await subject.accept(first);
      const results = await Promise.all([
        subject.store().settle(lease, CONFIRMED),
        subject.store().settle(lease, CONFIRMED),
      ]);
      expect(results.toSorted()).toEqual(['done', 'lost']);
      expect((await subject.eventsOf(first.request.receiptId)).map(({ kind }) => kind)).toEqual([
        'accepted',
        'final',
      ]);
    });

    test('F10: an answer that comes after the lease still counts, while nobody else has claimed', async () => {
      const lease = await subject.accept(subject.intent());
      subject.clock().advance(2 * LEASE_MS);
      expect(await subject.store().settle(lease, CONFIRMED)).toBe('done');
      expect(await subject.claim()).toEqual([]);
    });

    test('F49: after the clock was set back, nothing waits for it to catch up', async () => {
      await subject.store().retryLater(await subject.accept(subject.intent()), {
        dueAtMs: subject.clock().nowMs() + 60_000,
        cause: 'timeout',
      });
      subject.clock().advance(-365 * DAY_MS);
      expect(await subject.claim()).toHaveLength(1);
    });
  });
}
