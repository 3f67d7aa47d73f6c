import { describe, expect, test } from '@jest/globals';
import { mostWithin, relayWorld, THROTTLED, type World } from '../support/relay/relay-under-test.ts';

async function acceptMany(world: World, count: number, changes = {}): Promise<void> {
  for (let index = 0; index < count; index += 1) await world.accept(changes);
}

describe('F07: calls to Cognito and their budget', () => {
  test('three instances together stay within 115 % of 36 calls in any second, and use at least 95 % of them', async () => {
    const world = relayWorld();
    await acceptMany(world, 1000);
    const instances = [world.instance(), world.instance(), world.instance()];
    for (const { relay } of instances) relay.start();
    await world.time.pass(20_000);
    expect(mostWithin(world.callTimes(), 1000)).toBeLessThanOrEqual(36 * 1.15);
    expect(world.calls.length).toBeGreaterThanOrEqual(36 * 0.95 * 20);
    await Promise.all([...instances.map(({ relay }) => relay.stop()), world.time.pass(0)]);
  });

  test('T01: what proved nothing gets a tenth of them', async () => {
    const world = relayWorld();
    await acceptMany(world, 200, { lane: 'unproven' });
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(20_000);
    expect(world.calls.length).toBeGreaterThanOrEqual(60);
    expect(world.calls.length).toBeLessThanOrEqual(3.6 * 20 + 1);
    await relay.stop();
  });

  test('signing users out has a budget of its own', async () => {
    const world = relayWorld();
    const order = (index: number) =>
      ({ act: 'end-user-sessions', userPoolId: 'eu-west-1_Example', username: `user${index}` }) as const;
    for (let index = 0; index < 200; index += 1) await world.accept({ lane: 'admin', order: order(index) });
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(10_000);
    expect(mostWithin(world.callTimes(), 1000)).toBeLessThanOrEqual(7.5 * 1.15);
    expect(world.calls.length).toBeGreaterThanOrEqual(70);
    await relay.stop();
  });

  test('a storm of 429 halves the pace, again and again, and afterwards it climbs by one call per second every 5 s', async () => {
    const world = relayWorld();
    await acceptMany(world, 600);
    const { relay, gate } = world.instance();
    relay.start();
    await world.time.pass(2000);
    const pace = async () => (await gate.paces())[0]?.pace ?? 0;
    expect(await pace()).toBe(1);

    world.answer = () => THROTTLED;
    await world.time.pass(500);
    expect(await pace()).toBeCloseTo(0.5, 1);
    await world.time.pass(4000);
    expect(await pace()).toBeLessThan(0.15);

    world.answer = () => ({ kind: 'confirmed' });
    const before = await pace();
    await world.time.pass(10_000);
    expect(await pace()).toBeCloseTo(before + 2 / 36, 1);
    await relay.stop();
  });

  test('throttling is nobody’s failure: it neither counts against an intent nor loses one', async () => {
    const world = relayWorld();
    await acceptMany(world, 20);
    const { relay } = world.instance();
    world.answer = () => THROTTLED;
    relay.start();
    await world.time.pass(30_000);
    world.answer = () => ({ kind: 'confirmed' });
    await world.time.pass(60_000);
    expect(await world.finalEvents()).toHaveLength(20);
    await relay.stop();
  });
});
