import { describe, expect, test } from '@jest/globals';
import type { FinalOutcome } from '../../../src/revocation/intents/intent.ts';
import { DAY_MS, LEASE_MS, newToken, userIntent } from '../../support/storage/intents.ts';
import { eventually } from '../../support/eventually.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const CONFIRMED: FinalOutcome = { kind: 'confirmed' };

/** What is new, what is known, and what is too much. */
export function acceptingContract(subject: StoreUnderTest): void {
  describe('accepting', () => {
    test('gives the caller a lease, so that nobody else tries the intent until it ends', async () => {
      await subject.accept(subject.intent());
      expect(await subject.claim()).toEqual([]);
      subject.clock().advance(LEASE_MS);
      expect(await subject.claim()).toHaveLength(1);
    });

    test('without a lease makes the intent due at once, and wakes who waits for work', async () => {
      let woken = 0;
      const stop = subject.store().onDue(() => {
        woken += 1;
      });
      // A store that begins to listen to others wakes by itself, once.
      await eventually(async () => {
        woken = 0;
        await subject.accept(subject.intent());
        return woken === 0;
      });
      await subject.accept(subject.intent({ leaseMs: 0 }));
      expect(woken).toBeGreaterThan(0);
      stop();
      expect(await subject.claim()).toHaveLength(1);
    });

    test('the same token twice is one intent and one receipt', async () => {
      const first = subject.intent();
      const again = subject.intent({ order: first.order });
      await subject.accept(first);
      expect(await subject.store().accept(again)).toEqual({
        kind: 'duplicate',
        receiptId: first.request.receiptId,
        state: { kind: 'pending' },
      });
      expect(await subject.eventsOf(again.request.receiptId)).toEqual([]);
    });

    test('a hundred equal requests at the same moment are one intent', async () => {
      const token = newToken();
      const acceptances = await Promise.all(
        Array.from({ length: 100 }, () => subject.store().accept(subject.intent({ token }))),
      );
      expect(acceptances.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
      expect((await subject.store().stats()).lanes.find(({ lane }) => lane === 'proven')?.intents).toBe(1);
    });

    test('asking for more with the same token is another intent: who asks for more is not answered with less', async () => {
      const token = newToken();
      const order = {
        act: 'end-token-session',
        userPoolId: 'eu-west-1_Example',
        clientId: 'webapp',
        refreshToken: token,
        endSso: false,
      } as const;
      await subject.accept(subject.intent({ order }));
      await subject.accept(subject.intent({ order: { ...order, endSso: true } }));
      await subject.accept(subject.intent({ order: { ...order, accessToken: newToken() } }));
      await subject.accept(subject.intent({ order: { ...order, clientId: 'mobile' }, clientId: 'mobile' }));
      expect(
        await subject.store().accept(subject.intent({ order: { ...order, accessToken: newToken() } })),
      ).toMatchObject({
        kind: 'duplicate',
      });
    });

    test('a repeat that proves its session takes a pending order out of the lane of those who prove nothing', async () => {
      const first = subject.intent({ lane: 'unproven' });
      const other = subject.intent({ lane: 'unproven' });
      const proven = () => subject.intent({ order: first.order, lane: 'proven' });
      await subject.accept(first);
      await subject.accept(other);
      const repeats = await Promise.all([proven(), proven()].map((intent) => subject.store().accept(intent)));
      expect(repeats.map(({ kind }) => kind)).toEqual(['duplicate', 'duplicate']);
      await subject.store().accept(subject.intent({ order: first.order, lane: 'unproven' }));
      subject.clock().advance(LEASE_MS);
      const claim = { max: 9, leaseMs: LEASE_MS };
      const claimed = await subject.store().claim({ ...claim, lane: 'proven' });
      expect(claimed.map(({ order }) => order)).toEqual([first.order]);
      expect(await subject.store().claim({ ...claim, lane: 'unproven' })).toHaveLength(1);
      const { lanes } = await subject.store().stats();
      expect(lanes.find(({ lane }) => lane === 'proven')).toMatchObject({ intents: 1 });
      expect(lanes.find(({ lane }) => lane === 'unproven')).toMatchObject({ intents: 1 });
    });

    test("an admin's order for a user is never a duplicate, since the user may have signed in again", async () => {
      await subject.accept(userIntent(subject.clock().nowMs(), 'alice'));
      await subject.accept(userIntent(subject.clock().nowMs(), 'alice'));
    });

    test('a confirmed token answers again for a day, and is a new intent after that', async () => {
      const first = subject.intent();
      await subject.store().settle(await subject.accept(first), CONFIRMED);
      subject.clock().advance(DAY_MS - 1);
      expect(await subject.store().accept(subject.intent({ order: first.order }))).toEqual({
        kind: 'duplicate',
        receiptId: first.request.receiptId,
        state: { kind: 'settled', outcome: CONFIRMED },
      });
      subject.clock().advance(1);
      await subject.accept(subject.intent({ order: first.order }));
    });

    test.each<[string, FinalOutcome]>([
      ['dead already', { kind: 'already-dead', exceptionName: 'InvalidParameterException' }],
      [
        'of an unsupported type',
        {
          kind: 'rejected',
          code: 'unsupported-token-type',
          exceptionName: 'UnsupportedTokenTypeException',
        },
      ],
      [
        'of another app client',
        { kind: 'rejected', code: 'token-not-of-client', exceptionName: 'UnauthorizedException' },
      ],
    ])('a token that was %s answers again', async (_what, outcome) => {
      const first = subject.intent();
      await subject.store().settle(await subject.accept(first), outcome);
      expect(await subject.store().accept(subject.intent({ order: first.order }))).toMatchObject({
        kind: 'duplicate',
        state: { kind: 'settled', outcome },
      });
    });

    test.each<[string, FinalOutcome]>([
      ['given up', { kind: 'expired' }],
      ['abandoned', { kind: 'abandoned' }],
      [
        'refused for its access token',
        { kind: 'rejected', code: 'unauthenticated', exceptionName: 'NotAuthorizedException' },
      ],
    ])('a token that was %s is tried anew', async (_what, outcome) => {
      const first = subject.intent();
      await subject.store().settle(await subject.accept(first), outcome);
      const again = subject.intent({ order: first.order });
      await subject.store().settle(await subject.accept(again), CONFIRMED);
      expect((await subject.eventsOf(again.request.receiptId)).map(({ kind }) => kind)).toEqual([
        'accepted',
        'final',
      ]);
    });

    test('T60: the unproven lane is capped by count, and the proven one still takes intents', async () => {
      const lane = 'unproven';
      const [first] = await Promise.all([1, 2, 3].map(() => subject.accept(subject.intent({ lane }))));
      await expect(subject.store().accept(subject.intent({ lane }))).rejects.toMatchObject({
        code: 'too-many-requests',
      });
      await subject.accept(subject.intent());
      if (first !== undefined) await subject.store().settle(first, CONFIRMED);
      await subject.accept(subject.intent({ lane }));
    });

    test('T60: the unproven lane is capped by bytes', async () => {
      const lane = 'unproven';
      const large = () => subject.intent({ lane, token: newToken().padEnd(800, 'x') });
      const refused = { code: 'too-many-requests' };
      const first = await subject.accept(large());
      await expect(subject.store().accept(large())).rejects.toMatchObject(refused);
      const small = await subject.accept(subject.intent({ lane }));
      await subject.store().settle(small, CONFIRMED);

      const { store, clock } = subject;
      const later = { dueAtMs: clock().nowMs(), cause: 'timeout', lane: 'bulk' } as const;
      expect(await store().retryLater(first, later)).toBe('done');
      const second = await subject.accept(large());
      await expect(store().accept(large())).rejects.toMatchObject(refused);
      await store().settle(second, CONFIRMED);
      await subject.accept(large());
      await expect(store().accept(large())).rejects.toMatchObject(refused);
    });

    test('a full lane still answers for the tokens that it knows', async () => {
      const lane = 'unproven';
      const known = subject.intent({ lane });
      for (const next of [known, subject.intent({ lane }), subject.intent({ lane })])
        await subject.accept(next);
      expect(await subject.store().accept(subject.intent({ lane, order: known.order }))).toMatchObject({
        kind: 'duplicate',
      });
    });

    test.each<[string, FinalOutcome, number]>([
      ['was given up', { kind: 'expired' }, 0],
      ['was confirmed a day ago', CONFIRMED, DAY_MS],
    ])('a full lane refuses a token that %s, as it refuses a new one', async (_what, outcome, ageMs) => {
      const lane = 'unproven';
      const first = subject.intent({ lane });
      await subject.store().settle(await subject.accept(first), outcome);
      subject.clock().advance(ageMs);
      for (const next of [1, 2, 3].map(() => subject.intent({ lane }))) await subject.accept(next);
      await expect(
        subject.store().accept(subject.intent({ lane, order: first.order })),
      ).rejects.toMatchObject({ code: 'too-many-requests' });
    });

    test('tokens that are known take no room from a new one that comes with them', async () => {
      const lane = 'unproven';
      const known = [subject.intent({ lane }), subject.intent({ lane })];
      for (const next of known) await subject.accept(next);
      const repeats = known.map(({ order }) => subject.intent({ lane, order }));
      const acceptances = await Promise.all(
        [...repeats, subject.intent({ lane })].map((intent) => subject.store().accept(intent)),
      );
      expect(acceptances.map(({ kind }) => kind)).toEqual(['duplicate', 'duplicate', 'stored']);
    });

    test('a token that a full lane refuses is stored when it comes with proof at the same moment', async () => {
      const lane = 'unproven';
      for (const next of [1, 2, 3].map(() => subject.intent({ lane }))) await subject.accept(next);
      const unproven = subject.intent({ lane });
      const proven = subject.intent({ order: unproven.order });
      const [, acceptance] = await Promise.allSettled(
        [unproven, proven].map((intent) => subject.store().accept(intent)),
      );
      expect(acceptance).toMatchObject({ status: 'fulfilled', value: { kind: 'stored' } });
    });

    test('says whether it could accept', async () => {
      expect(await subject.store().canAccept()).toBe(true);
    });
  });
}
