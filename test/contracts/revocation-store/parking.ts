import { describe, expect, test } from '@jest/globals';
import type { RequestContext } from '../../../src/revocation/command.ts';
import { DAY_MS, LEASE_MS, newToken, type IntentChanges } from '../../support/storage/intents.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { eventually } from '../../support/eventually.ts';

const BY: RequestContext = {
  requestId: 'request-9',
  actor: { kind: 'admin', id: 'ops', via: 'api-key' },
  clientAddress: '192.0.2.9',
  reason: 'the app client is gone',
};

/** What waits for an operator. */
export function parkingContract(subject: StoreUnderTest): void {
  describe('parking', () => {
    const park = async (changes: IntentChanges, cause: 'client-secret-rejected' | 'revocation-disabled') => {
      const next = subject.intent(changes);
      await subject.store().park(await subject.accept(next), cause);
      return next;
    };

    test('sets an intent aside until it is unparked', async () => {
      const parked = await park({}, 'client-secret-rejected');
      subject.clock().advance(DAY_MS);
      expect(await subject.claim()).toEqual([]);
      expect(await subject.store().find(parked.request.receiptId)).toEqual({
        kind: 'parked',
        cause: 'client-secret-rejected',
      });
      expect(await subject.store().unpark({})).toBe(1);
      expect(await subject.claim()).toHaveLength(1);
    });

    test('is undone by app client, user pool and cause, and by nothing that differs', async () => {
      await park({ clientId: 'webapp' }, 'client-secret-rejected');
      await park({ clientId: 'webapp' }, 'revocation-disabled');
      await park({ clientId: 'mobile', userPoolId: 'eu-west-1_Other' }, 'client-secret-rejected');
      expect(await subject.store().unpark({ clientId: 'webapp', cause: 'unknown-exception' })).toBe(0);
      expect(await subject.store().unpark({ clientId: 'webapp', cause: 'client-secret-rejected' })).toBe(1);
      expect(await subject.store().unpark({ userPoolId: 'eu-west-1_Other' })).toBe(1);
      expect((await subject.store().stats()).parked).toEqual([
        { userPoolId: 'eu-west-1_Example', clientId: 'webapp', cause: 'revocation-disabled', intents: 1 },
      ]);
    });

    test('is undone for one intent by the id of its receipt', async () => {
      const [one] = [await park({}, 'client-secret-rejected'), await park({}, 'client-secret-rejected')];
      const { receiptId } = one.request;
      expect(await subject.store().unpark({ receiptId, cause: 'revocation-disabled' })).toBe(0);
      const probes = await subject.store().claimParked({ receiptId }, 9, LEASE_MS);
      expect(probes.map(({ request }) => request.receiptId)).toEqual([receiptId]);
      for (const { lease } of probes) await subject.store().park(lease, 'client-secret-rejected');
      expect(await subject.store().unpark({ receiptId })).toBe(1);
      expect((await subject.store().stats()).parked).toMatchObject([{ intents: 1 }]);
    });

    test('of orders without an app client is undone, and probed, apart from all that have one', async () => {
      const userPoolId = 'eu-west-1_Example';
      await park({ clientId: 'webapp', userPoolId }, 'client-secret-rejected');
      const order = { act: 'end-user-sessions', userPoolId, username: 'alice' } as const;
      await park({ lane: 'admin', order }, 'client-secret-rejected');
      const filter = { userPoolId, clientId: null };
      const probes = await subject.store().claimParked(filter, 9, LEASE_MS);
      expect(probes.map((probe) => probe.order)).toEqual([order]);
      expect(await subject.store().unpark(filter)).toBe(0);
      for (const { lease } of probes) await subject.store().park(lease, 'client-secret-rejected');
      expect(await subject.store().unpark(filter)).toBe(1);
      expect((await subject.store().stats()).parked).toMatchObject([{ clientId: 'webapp', intents: 1 }]);
      expect(await subject.store().unpark({ userPoolId })).toBe(1);
    });

    test('lets a probe take the oldest that match, which goes back or on like any other', async () => {
      const [first] = [await park({}, 'client-secret-rejected'), await park({}, 'client-secret-rejected')];
      const filter = { clientId: 'webapp', cause: 'client-secret-rejected' } as const;
      const [probe, ...others] = await subject.store().claimParked(filter, 1, LEASE_MS);
      expect(others).toEqual([]);
      expect(probe?.order).toEqual(first.order);
      if (probe !== undefined) await subject.store().park(probe.lease, 'client-secret-rejected');
      expect((await subject.store().stats()).parked).toMatchObject([{ intents: 2 }]);
      expect(await subject.store().claimParked({ clientId: 'mobile' }, 1, LEASE_MS)).toEqual([]);
    });

    test('lets an odd one be the probe no more often than any other', async () => {
      const all = [await park({}, 'client-secret-rejected'), await park({}, 'client-secret-rejected')];
      const probed: unknown[] = [];
      for (let round = 0; round < 4; round += 1) {
        const [probe] = await subject.store().claimParked({}, 1, LEASE_MS);
        if (probe === undefined) throw new Error('There is nothing to probe');
        probed.push(probe.order);
        await subject.store().park(probe.lease, 'client-secret-rejected');
      }
      const orders = all.map(({ order }) => order);
      expect(probed).toEqual([...orders, ...orders]);
    });

    test('a probe that ends without a word makes its intent due, so that it is not forgotten', async () => {
      await park({}, 'client-secret-rejected');
      await subject.store().claimParked({}, 1, LEASE_MS);
      subject.clock().advance(LEASE_MS);
      expect(await subject.claim()).toHaveLength(1);
    });

    test('unparks more than one transaction would hold', async () => {
      await Promise.all(Array.from({ length: 1001 }, () => park({}, 'client-secret-rejected')));
      expect(await subject.store().unpark({ cause: 'client-secret-rejected' })).toBe(1001);
    });

    test('is ended by an admin for what matches, oldest first, and the trail says by whom', async () => {
      const [first, second] = [
        await park({}, 'client-secret-rejected'),
        await park({}, 'client-secret-rejected'),
      ];
      const other = await park({ clientId: 'mobile' }, 'client-secret-rejected');
      const filter = { clientId: 'webapp' };
      expect(await subject.store().dropParked(filter, 1, BY)).toBe(1);
      const abandoned = { kind: 'abandoned', by: BY };
      expect(await subject.store().find(first.request.receiptId)).toEqual({
        kind: 'settled',
        outcome: abandoned,
      });
      expect(await subject.eventsOf(first.request.receiptId)).toMatchObject([
        { kind: 'accepted' },
        { kind: 'final', actor: { kind: 'caller' }, outcome: abandoned },
      ]);
      expect(await subject.eventsBy('ops')).toMatchObject([
        { receiptId: first.request.receiptId, kind: 'final' },
      ]);
      expect(await subject.store().find(second.request.receiptId)).toMatchObject({ kind: 'parked' });
      const { receiptId } = other.request;
      expect(await subject.store().dropParked({ receiptId, clientId: 'webapp' }, 9, BY)).toBe(0);
      expect(await subject.store().dropParked({ receiptId }, 9, BY)).toBe(1);
      const { lanes, parked } = await subject.store().stats();
      expect(parked).toMatchObject([{ clientId: 'webapp', intents: 1 }]);
      expect(lanes.find(({ lane }) => lane === 'proven')).toMatchObject({ intents: 1 });
    });

    test('is not ended for what is not parked, and the same order may come anew after it', async () => {
      const waiting = subject.intent();
      await subject.accept(waiting);
      const token = newToken();
      await park({ token }, 'client-secret-rejected');
      expect(await subject.store().dropParked({}, 9, BY)).toBe(1);
      expect(await subject.store().find(waiting.request.receiptId)).toEqual({ kind: 'pending' });
      expect(await subject.store().accept(subject.intent({ token }))).toMatchObject({ kind: 'stored' });
    });

    test('wakes who waits for work when it is undone', async () => {
      await park({}, 'client-secret-rejected');
      let woken = 0;
      subject.store().onDue(() => {
        woken += 1;
      });
      // A store that begins to listen to others wakes by itself, once.
      await eventually(async () => {
        woken = 0;
        await subject.store().unpark({ clientId: 'mobile' });
        return woken === 0;
      });
      await subject.store().unpark({});
      expect(woken).toBeGreaterThan(0);
    });
  });
}
