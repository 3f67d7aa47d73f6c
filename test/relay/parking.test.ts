import { describe, expect, test } from '@jest/globals';
import type { ParkCause, UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { relayWorld, userPoolOf, CONFIRMED, type World } from '../support/relay/relay-under-test.ts';

const parkedFor = (cause: ParkCause): UpstreamOutcome => ({
  kind: 'parked',
  cause,
  exceptionName: 'SomeException',
});
const FOREIGN: UpstreamOutcome = {
  kind: 'rejected',
  code: 'token-not-of-client',
  exceptionName: 'UnauthorizedException',
};

async function acceptMany(world: World, clientId: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await world.accept({ clientId, userPoolId: userPoolOf(clientId) });
  }
}

async function parked(world: World): Promise<number> {
  const { parked } = await world.store.stats();
  return parked.reduce((sum, { intents }) => sum + intents, 0);
}

const REFUSALS = ['client-secret-rejected', 'client-refused'] as const;

describe.each(REFUSALS)('F04, F47: a client secret that is not taken (%s)', (refusal) => {
  test('parks the intents of that app client, and those of others flow', async () => {
    const world = relayWorld();
    world.answer = ({ clientId }) => (clientId === 'shop' ? parkedFor(refusal) : CONFIRMED);
    await acceptMany(world, 'shop', 10);
    await acceptMany(world, 'webapp', 10);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(5000);
    expect(await parked(world)).toBe(10);
    expect(await world.finalEvents()).toHaveLength(10);
    await relay.stop();
  });

  test('once it is corrected, all that was parked is delivered within half a minute', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor(refusal);
    await acceptMany(world, 'webapp', 50);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(95_000);
    expect(await parked(world)).toBe(50);
    const probes = world.calls.length - 50;
    expect(probes).toBeGreaterThanOrEqual(5);
    expect(probes).toBeLessThanOrEqual(9);

    world.answer = () => CONFIRMED;
    await world.time.pass(22_000);
    expect(await world.finalEvents()).toHaveLength(50);
    expect(world.events.filter(({ name }) => name === 'unparked')).toHaveLength(1);
    await relay.stop();
  });

  test('corrected while nobody ran, all is delivered as soon as somebody starts', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor(refusal);
    await acceptMany(world, 'webapp', 20);
    const before = world.instance().relay;
    before.start();
    await world.time.pass(2000);
    await before.stop();
    expect(await parked(world)).toBe(20);
    world.answer = () => CONFIRMED;
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(2000);
    expect(await world.finalEvents()).toHaveLength(20);
    await relay.stop();
  });

  test('what a try parks that began before a reload is looked at again within four seconds', async () => {
    const world = relayWorld();
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(1000);
    const reloaded = relay.reload();
    await world.time.pass(100);
    await reloaded;
    world.answer = () => parkedFor(refusal);
    await acceptMany(world, 'webapp', 20);
    await world.time.pass(1000);
    expect(await parked(world)).toBe(20);
    world.answer = () => CONFIRMED;
    await world.time.pass(4000);
    expect(await world.finalEvents()).toHaveLength(20);
    await relay.stop();
  });

  test('corrected as soon as it was found out, all is delivered within half a minute as well', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor(refusal);
    await acceptMany(world, 'webapp', 50);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(2000);
    expect(await parked(world)).toBe(50);
    world.answer = () => CONFIRMED;
    await world.time.pass(25_000);
    expect(await world.finalEvents()).toHaveLength(50);
    await relay.stop();
  });

  test('a reload of the configuration probes at once', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor(refusal);
    await acceptMany(world, 'webapp', 20);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(5000);
    world.answer = () => CONFIRMED;
    const reloaded = relay.reload();
    await world.time.pass(2000);
    await reloaded;
    expect(await world.finalEvents()).toHaveLength(20);
    await relay.stop();
  });

  test('a probe whose token Cognito refuses for its own sake shows that the secret is taken again', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor(refusal);
    await acceptMany(world, 'webapp', 5);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(5000);
    world.answer = () => FOREIGN;
    await world.time.pass(31_000);
    expect(await parked(world)).toBe(0);
    await relay.stop();
  });
});

describe('F03: token revocation that is switched off', () => {
  test('is probed every five minutes, and all is delivered after it was switched on', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor('revocation-disabled');
    await acceptMany(world, 'webapp', 10);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(290_000);
    expect(world.calls).toHaveLength(10);
    await world.time.pass(30_000);
    expect(world.calls).toHaveLength(11);
    world.answer = () => CONFIRMED;
    await world.time.pass(320_000);
    expect(await world.finalEvents()).toHaveLength(10);
    await relay.stop();
  });

  test('a refusal of the token proves nothing about it, and unparks nothing', async () => {
    const world = relayWorld();
    world.answer = () => parkedFor('revocation-disabled');
    await acceptMany(world, 'webapp', 3);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(10_000);
    world.answer = () => FOREIGN;
    await world.time.pass(320_000);
    expect(await parked(world)).toBe(2);
    await relay.stop();
  });
});

describe('tokens of other app clients', () => {
  test('however many are sent, none parks anything: each is closed, which is told, and true ones flow', async () => {
    const world = relayWorld();
    world.answer = ({ token = '' }) => (token.startsWith('foreign') ? FOREIGN : CONFIRMED);
    for (let index = 0; index < 50; index += 1) {
      await world.accept({ token: `foreign-${index}` });
      await world.accept();
    }
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(10_000);
    expect(await parked(world)).toBe(0);
    expect(await world.finalEvents()).toHaveLength(100);
    expect(world.events.filter(({ name }) => name === 'breakerChanged')).toHaveLength(0);
    const refused = world.events.filter(({ name }) => name === 'refused');
    expect(refused).toHaveLength(50);
    expect(refused[0]?.event).toEqual({
      receiptId: expect.any(String),
      userPoolId: 'eu-west-1_Example',
      clientId: 'webapp',
      lane: 'proven',
      code: 'token-not-of-client',
    });
    await relay.stop();
  });
});

describe('an app client that is no longer configured', () => {
  test('has its intents parked without a call to Cognito', async () => {
    const world = relayWorld();
    await world.accept({ clientId: 'gone' });
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(1000);
    expect((await world.store.stats()).parked).toMatchObject([
      { clientId: 'gone', cause: 'client-not-found' },
    ]);
    expect(world.unconfigured).toMatchObject([{ clientId: 'gone', cause: 'client-not-found' }]);
    expect(world.calls).toHaveLength(0);
    await relay.stop();
  });
});

describe('orders by user name', () => {
  const bySomeAdmin = (userPoolId: string, username: string) => ({
    lane: 'admin' as const,
    order: { act: 'end-user-sessions', userPoolId, username } as const,
  });

  test('for a user pool that is no longer configured are parked without a call to Cognito', async () => {
    const world = relayWorld();
    await world.accept(bySomeAdmin('eu-west-1_Gone', 'alice'));
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(1000);
    expect((await world.store.stats()).parked).toMatchObject([
      { userPoolId: 'eu-west-1_Gone', clientId: undefined, cause: 'user-pool-not-found', intents: 1 },
    ]);
    expect(world.unconfigured).toEqual([
      { userPoolId: 'eu-west-1_Gone', clientId: undefined, cause: 'user-pool-not-found' },
    ]);
    expect(world.calls).toHaveLength(0);
    expect(world.events.filter(({ name }) => name === 'failed')).toEqual([]);
    await relay.stop();
  });

  test('are probed by one of their own, and what mends an app client does not unpark them', async () => {
    const world = relayWorld();
    const REFUSED = parkedFor('unknown-exception');
    world.answer = () => REFUSED;
    await acceptMany(world, 'webapp', 2);
    await world.accept(bySomeAdmin('eu-west-1_Example', 'alice'));
    await world.accept(bySomeAdmin('eu-west-1_Example', 'bob'));
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(5000);
    expect(await parked(world)).toBe(4);
    world.calls.length = 0;
    world.answer = ({ operation }) => (operation === 'RevokeToken' ? CONFIRMED : REFUSED);
    await world.time.pass(320_000);
    expect(await parked(world)).toBe(2);
    const operations = world.calls.map(({ operation }) => operation).toSorted();
    expect(operations).toEqual(['AdminUserGlobalSignOut', 'RevokeToken', 'RevokeToken']);
    const unparked = world.events.filter(({ name }) => name === 'unparked');
    expect(unparked).toMatchObject([{ event: { clientId: 'webapp', intents: 1 } }]);
    await relay.stop();
  });
});
