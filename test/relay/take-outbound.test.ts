import { describe, expect, test } from '@jest/globals';
import { createTakeOutbound } from '../../src/relay/outbound/take-outbound.ts';
import type { OutboundBudget, OutboundGrant } from '../../src/revocation/ports/outbound/outbound-budget.ts';
import { simulatedTime } from '../support/relay/simulated-time.ts';

const LIMITS = [{ key: 'all', perSecond: 40, burst: 8 }];
const GRANTED: OutboundGrant = { granted: 1, retryInMs: 0 };
const hang = () => new Promise<never>(() => undefined);
const fail = () => Promise.reject(new Error('out of reach'));

/** A shared budget that does as told, and how often it and the local one were asked. */
function build(answer: () => Promise<OutboundGrant>) {
  const time = simulatedTime();
  const asked = { shared: 0, looks: 0, local: 0 };
  const failures: unknown[] = [];
  const wants: number[] = [];
  const world = { answer };
  const shared: OutboundBudget = {
    take(_limits, wanted) {
      asked.shared += 1;
      wants.push(wanted);
      return world.answer();
    },
    slowDown: async () => undefined,
    async paces() {
      asked.looks += 1;
      await world.answer();
      return [];
    },
  };
  const localBudget: OutboundBudget = {
    ...shared,
    async take() {
      asked.local += 1;
      return GRANTED;
    },
  };
  const events = { failed: ({ cause }: { cause: unknown }) => void failures.push(cause) };
  const take = createTakeOutbound({ budget: shared, localBudget, ...time, events });
  return { world, time, asked, wants, failures, take: () => take(LIMITS, 1) };
}

describe('a shared budget that is out of reach', () => {
  test('hangs: the first waits a quarter of a second, all others take from the local one at once', async () => {
    const { time, asked, failures, take } = build(hang);
    const first = take();
    await time.pass(250);
    expect(await first).toEqual(GRANTED);
    for (let call = 0; call < 100; call += 1) expect(await take()).toEqual(GRANTED);
    expect(asked).toEqual({ shared: 1, looks: 0, local: 101 });
    expect(failures).toHaveLength(1);
  });

  test('fails: it is looked for once a second, by callers who do not wait for it', async () => {
    const { time, asked, take } = build(fail);
    await take();
    for (let call = 0; call < 40; call += 1) {
      await time.pass(100);
      expect(await take()).toEqual(GRANTED);
    }
    expect(asked).toEqual({ shared: 1, looks: 4, local: 41 });
  });

  test('is asked again once it is back', async () => {
    const { world, time, asked, take } = build(fail);
    await take();
    world.answer = () => Promise.resolve(GRANTED);
    await time.pass(1000);
    await take();
    await time.pass(0);
    await take();
    expect(asked).toEqual({ shared: 2, looks: 1, local: 2 });
  });

  test('is paid back what was taken meanwhile, before anything more is taken', async () => {
    const { world, time, wants, take } = build(fail);
    await take();
    await take();
    await take();
    world.answer = () => Promise.resolve({ granted: 2, retryInMs: 0 });
    await time.pass(1000);
    await take();
    await time.pass(0);
    expect(await take()).toEqual({ granted: 0, retryInMs: 25 });
    expect(await take()).toEqual({ granted: 0, retryInMs: 25 });
    expect(await take()).toEqual({ granted: 2, retryInMs: 0 });
    expect(wants).toEqual([1, 5, 3, 1]);
  });

  test('is paid back no more than was taken in a second, however long it was away', async () => {
    const { world, time, wants, take } = build(fail);
    for (let call = 0; call < 100; call += 1) await take();
    world.answer = () => Promise.resolve(GRANTED);
    await time.pass(1000);
    await take();
    await time.pass(0);
    await take();
    expect(wants.at(-1)).toBe(1 + 10);
  });

  test('is not looked for twice at once, however long a look hangs', async () => {
    const { world, time, asked, take } = build(fail);
    await take();
    world.answer = hang;
    for (let second = 0; second < 5; second += 1) {
      await time.pass(1000);
      await take();
    }
    expect(asked.looks).toBe(1);
  });
});
