import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/revocation/ports/clock.ts';
import type { OutboundBudget, OutboundLimit } from '../../src/revocation/ports/outbound/outbound-budget.ts';
import { createTestClock, type TestClock } from '../support/storage/test-clock.ts';

/** Opens the budget of a new database, and as many instances on it as asked for. */
export type OpenBudgets = (
  clock: Clock,
  instances: number,
) => Promise<{ readonly budgets: readonly OutboundBudget[]; readonly close: () => Promise<void> }>;

const ALL: OutboundLimit = { key: 'RevokeToken eu-west-1', perSecond: 36, burst: 4 };
const UNPROVEN: OutboundLimit = { key: 'RevokeToken eu-west-1 unproven', perSecond: 3.6, burst: 1 };

/** What every engine's outbound budget owes, and how many instances can share one. */
export function outboundBudgetContract(engine: string, instances: number, open: OpenBudgets): void {
  describe(`the outbound budget in ${engine}`, () => {
    let clock: TestClock;
    let budgets: readonly OutboundBudget[];
    let close: () => Promise<void>;

    beforeEach(async () => {
      clock = createTestClock();
      ({ budgets, close } = await open(clock, instances));
    });
    afterEach(() => close());

    const budget = (index = 0): OutboundBudget => {
      const found = budgets[index % budgets.length];
      if (found === undefined) throw new Error('no budget was opened');
      return found;
    };

    /** Asks again and again, and returns the times at which calls were granted. */
    const takeFor = async (
      durationMs: number,
      limits: readonly OutboundLimit[] = [ALL],
      everyMs = 10,
    ): Promise<number[]> => {
      const startMs = clock.nowMs();
      const calls: number[] = [];
      for (let step = 0; clock.nowMs() - startMs < durationMs; step += 1) {
        const { granted } = await budget(step).take(limits, 1);
        calls.push(...Array.from({ length: granted }, () => clock.nowMs()));
        clock.advance(everyMs);
      }
      return calls;
    };

    const mostInAnySecond = (calls: readonly number[]): number =>
      Math.max(...calls.map((from) => calls.filter((at) => at >= from && at < from + 1000).length));

    test('in no second lets more than 115 % of the budget out, and uses at least 95 % of it', async () => {
      const calls = await takeFor(3000);
      expect(mostInAnySecond(calls)).toBeLessThanOrEqual(36 * 1.15);
      expect(calls.length / 3).toBeGreaterThanOrEqual(36 * 0.95);
    });

    test('grants as much as it can of what is wanted, and says when to ask again', async () => {
      expect(await budget().take([ALL], 10)).toEqual({ granted: 4, retryInMs: 0 });
      const refused = await budget().take([ALL], 1);
      expect(refused.granted).toBe(0);
      clock.advance(refused.retryInMs);
      expect((await budget().take([ALL], 1)).granted).toBe(1);
    });

    test('a lane takes no more than its share, and leaves the rest to the others', async () => {
      const unproven = await takeFor(3000, [ALL, UNPROVEN]);
      expect(unproven.length / 3).toBeLessThanOrEqual(3.6 * 1.15);
      expect((await takeFor(1000)).length).toBeGreaterThanOrEqual(34);
    });

    test('who leaves calls to others gets the whole rate, and others need not wait behind them', async () => {
      const patient = { ...ALL, leftToOthers: 2 };
      const calls = await takeFor(3000, [patient]);
      expect(calls.length / 3).toBeGreaterThanOrEqual(36 * 0.95);
      await budget().take([patient], 8);
      expect((await budget().take([patient], 1)).granted).toBe(0);
      expect((await budget().take([ALL], 8)).granted).toBeGreaterThanOrEqual(2);
    });

    test('a limit that refuses leaves the others untouched', async () => {
      await budget().take([UNPROVEN], 1);
      await budget().take([ALL, UNPROVEN], 1);
      expect((await budget().take([ALL], 4)).granted).toBe(4);
    });

    test('F07: throttling halves the pace once, however many calls it hit, and the pace recovers bit by bit', async () => {
      await Promise.all([0, 1, 2, 3].map((index) => budget(index).slowDown(ALL)));
      expect(await budget().paces([ALL])).toEqual([{ key: ALL.key, pace: 0.5 }]);
      expect((await takeFor(1000)).length).toBeLessThanOrEqual(18 * 1.3);
      clock.advance(9000);
      const [later] = await budget().paces([ALL]);
      expect(later?.pace).toBeCloseTo(0.5 + 2 / 36, 5);
      clock.advance(90_000);
      expect(await budget().paces([ALL])).toEqual([{ key: ALL.key, pace: 1 }]);
    });

    test('F07: however large the quota, the pace is back three minutes after throttling ended', async () => {
      const large = { ...ALL, perSecond: 3600 };
      for (let index = 0; index < 20; index += 1) {
        await budget().slowDown(large);
        clock.advance(1000);
      }
      clock.advance(180_000);
      expect(await budget().paces([large])).toEqual([{ key: large.key, pace: 1 }]);
    });

    test('throttling that goes on slows further, and never to a standstill', async () => {
      for (let index = 0; index < 20; index += 1) {
        await budget().slowDown(ALL);
        clock.advance(1000);
      }
      expect((await takeFor(6000, [ALL], 100)).length).toBeGreaterThan(0);
    });

    test('F49: a clock that was set back does not close the budget', async () => {
      await budget().take([ALL], 4);
      clock.advance(-3_600_000);
      expect((await takeFor(1000)).length).toBeGreaterThanOrEqual(30);
    });
  });
}
