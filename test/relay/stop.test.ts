import { describe, expect, test } from '@jest/globals';
import { CONFIRMED, relayWorld } from '../support/relay/relay-under-test.ts';

describe('stopping', () => {
  test('finishes the calls that are under way and gives the rest back, so that another instance need not wait', async () => {
    const world = relayWorld();
    for (let index = 0; index < 100; index += 1) await world.accept();
    world.answer = async () => {
      await world.time.sleep(2000);
      return CONFIRMED;
    };
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(100);
    const underWay = world.calls.length;
    expect(underWay).toBeGreaterThan(0);
    const stopped = relay.stop();
    await world.time.pass(3000);
    await stopped;
    expect(world.calls).toHaveLength(underWay);
    expect(await world.finalEvents()).toHaveLength(underWay);

    const due = await world.store.claim({ lane: 'proven', max: 1000, leaseMs: 1000 });
    expect(due).toHaveLength(100 - underWay);
    expect(due.every(({ attempts }) => attempts === 1)).toBe(true);
  });

  test('leaves nothing behind that runs later', async () => {
    const world = relayWorld();
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(1000);
    await relay.stop();
    await world.accept();
    relay.wake();
    await world.time.pass(60_000);
    expect(world.calls).toHaveLength(0);
  });
});

test('stopping waits for the round that a reload has begun', async () => {
  const world = relayWorld();
  const { relay } = world.instance();
  await world.accept();
  const [claimed] = await world.store.claim({ lane: 'proven', max: 1, leaseMs: 1000 });
  if (claimed === undefined) throw new Error('There is nothing to park');
  await world.store.park(claimed.lease, 'client-secret-rejected');
  world.answer = async () => {
    await world.time.sleep(2000);
    return CONFIRMED;
  };
  void relay.reload();
  await world.time.pass(100);
  expect(world.calls).toHaveLength(1);
  let isStopped = false;
  const stop = async () => {
    await relay.stop();
    isStopped = true;
  };
  const stopped = stop();
  await world.time.pass(1000);
  expect(isStopped).toBe(false);
  await world.time.pass(2000);
  await stopped;
  expect(await world.finalEvents()).toHaveLength(1);
});

describe('waking', () => {
  test('what somebody made due is tried at once, without waiting for the next look', async () => {
    const world = relayWorld();
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(100);
    await world.accept();
    await world.time.pass(1);
    expect(world.calls).toHaveLength(1);
    await relay.stop();
  });
});

describe('what an operator hears', () => {
  test('is how much waits in each lane and at what pace it goes, every ten seconds', async () => {
    const world = relayWorld();
    await world.accept({ lane: 'bulk' });
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(20_500);
    const told = world.events.filter(({ name }) => name === 'backlog');
    expect(told).toHaveLength(3);
    expect(told.at(-1)?.event['paces']).toEqual([{ key: 'eu-west-1/revoke-token', pace: 1 }]);
    await relay.stop();
  });
});
