import { describe, expect, test } from '@jest/globals';
import type { RevocationStore } from '../../src/revocation/ports/revocation-store.ts';
import { CONFIRMED, relayWorld, type World } from '../support/relay/relay-under-test.ts';

async function acceptMany(world: World, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await world.accept();
}

describe('F44: two instances and one intent', () => {
  test('each of many intents is sent once, and has exactly one final event', async () => {
    const world = relayWorld();
    await acceptMany(world, 300);
    const instances = [world.instance(), world.instance()];
    for (const { relay } of instances) relay.start();
    await world.time.pass(15_000);
    expect(world.calls).toHaveLength(300);
    expect(new Set(await world.finalEvents()).size).toBe(300);
    expect(await world.finalEvents()).toHaveLength(300);
    await Promise.all(instances.map(({ relay }) => relay.stop()));
  });

  test('an instance that stood still past its lease makes a second call, and no second final event', async () => {
    const world = relayWorld();
    const intent = await world.accept();
    const [stalled, other] = [world.instance(), world.instance()];
    world.answer = async () => {
      if (world.calls.length === 1) await world.time.sleep(40_000);
      return CONFIRMED;
    };
    stalled.relay.start();
    await world.time.pass(1000);
    other.relay.start();
    await world.time.pass(60_000);
    expect(world.calls).toHaveLength(2);
    expect(await world.finalEvents()).toEqual([intent.request.receiptId]);
    const lost = world.events.filter(({ name }) => name === 'leaseLost');
    expect(lost).toEqual([{ name: 'leaseLost', event: { receiptId: intent.request.receiptId } }]);
    await Promise.all([stalled.relay.stop(), other.relay.stop()]);
  });

  test('F37: what a killed instance held is tried by another when the lease ends', async () => {
    const world = relayWorld();
    await acceptMany(world, 10);
    await world.store.claim({ lane: 'proven', max: 10, leaseMs: 30_000 });
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(29_000);
    expect(world.calls).toHaveLength(0);
    await world.time.pass(3000);
    expect(await world.finalEvents()).toHaveLength(10);
    await relay.stop();
  });
});

describe('F45: rows that cannot be read', () => {
  test('are parked, and what stands behind them in the lane flows', async () => {
    const world = relayWorld();
    for (let index = 0; index < 40; index += 1) {
      const token = { userPoolId: 'eu-west-1_Example', clientId: 'webapp', refreshToken: `poison-${index}` };
      await world.accept({ order: { ...token, act: 'unheard-of' } as never });
    }
    await acceptMany(world, 20);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(5000);
    expect(await world.finalEvents()).toHaveLength(20);
    expect((await world.store.stats()).parked).toMatchObject([{ cause: 'unknown-format', intents: 40 }]);
    await relay.stop();
  });
});

describe('a store that fails', () => {
  test('delays what waits, and loses nothing', async () => {
    const world = relayWorld();
    await acceptMany(world, 30);
    let isBroken = true;
    const flaky = (store: RevocationStore): RevocationStore => ({
      ...store,
      claim: (claim) => (isBroken ? Promise.reject(new Error('disk full')) : store.claim(claim)),
      settle: (lease, outcome) =>
        isBroken ? Promise.reject(new Error('disk full')) : store.settle(lease, outcome),
    });
    const { relay } = world.instance({ store: flaky(world.store) });
    relay.start();
    await world.time.pass(5000);
    expect(world.calls).toHaveLength(0);
    expect(world.events.some(({ name, event }) => name === 'failed' && event['task'] === 'claim')).toBe(true);
    isBroken = false;
    await world.time.pass(5000);
    expect(await world.finalEvents()).toHaveLength(30);
    await relay.stop();
  });

  test('that cannot be told what Cognito said asks again when the lease ends, and ends the intent once', async () => {
    const world = relayWorld();
    const intent = await world.accept();
    let settled = 0;
    const { relay } = world.instance({
      store: {
        ...world.store,
        settle: (lease, outcome) => {
          settled += 1;
          return settled === 1
            ? Promise.reject(new Error('connection lost'))
            : world.store.settle(lease, outcome);
        },
      },
    });
    relay.start();
    await world.time.pass(35_000);
    expect(world.calls).toHaveLength(2);
    expect(await world.finalEvents()).toEqual([intent.request.receiptId]);
    await relay.stop();
  });
});

describe('a token whose life ends before Cognito has confirmed', () => {
  test('is given up, with one final event and word for the alarm', async () => {
    const world = relayWorld();
    const nowMs = world.time.clock.nowMs();
    const intent = await world.accept({ expiresAtMs: nowMs + 60_000 });
    world.answer = () => ({ kind: 'parked', cause: 'revocation-disabled', exceptionName: 'X' });
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(59_000);
    expect(await world.finalEvents()).toHaveLength(0);
    await world.time.pass(12_000);
    expect(await world.finalEvents()).toEqual([intent.request.receiptId]);
    expect(world.events.filter(({ name }) => name === 'expired')).toMatchObject([
      { event: { receiptId: intent.request.receiptId, lane: 'proven' } },
    ]);
    await relay.stop();
  });
});
