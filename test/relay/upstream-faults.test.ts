import { describe, expect, test } from '@jest/globals';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import {
  CONFIRMED,
  relayWorld,
  SERVER_ERROR,
  THROTTLED,
  userPoolOf,
  type World,
} from '../support/relay/relay-under-test.ts';

const retry = (
  cause: Extract<UpstreamOutcome, { kind: 'retry' }>['cause'],
  retryAfterSeconds?: number,
): UpstreamOutcome => ({ kind: 'retry', cause, exceptionName: undefined, retryAfterSeconds });

async function acceptMany(world: World, count: number, changes = {}): Promise<void> {
  for (let index = 0; index < count; index += 1) await world.accept(changes);
}

describe('F08, F11–F13: a Cognito that fails', () => {
  test('is asked again and again until it confirms, with exactly one final event', async () => {
    const world = relayWorld();
    const intent = await world.accept();
    const { relay } = world.instance();
    world.answer = () => (world.calls.length < 8 ? SERVER_ERROR : CONFIRMED);
    relay.start();
    await world.time.pass(10 * 60_000);
    expect(world.calls).toHaveLength(8);
    expect(await world.finalEvents()).toEqual([intent.request.receiptId]);
    await relay.stop();
  });

  test('is left alone after 20 failures: one call every five seconds finds out when it is back', async () => {
    const world = relayWorld();
    await acceptMany(world, 200);
    const { relay } = world.instance();
    world.answer = () => SERVER_ERROR;
    relay.start();
    await world.time.pass(3000);
    const before = world.calls.length;
    expect(before).toBeLessThan(60);
    await world.time.pass(60_000);
    expect(world.calls.length - before).toBeLessThanOrEqual(13);

    world.answer = () => CONFIRMED;
    await world.time.pass(60_000);
    expect(await world.finalEvents()).toHaveLength(200);
    const states = world.events
      .filter(({ name }) => name === 'breakerChanged')
      .map(({ event }) => event['state']);
    expect(states[0]).toBe('open');
    expect(states.at(-1)).toBe('closed');
    await relay.stop();
  });

  test('does not hold up another user pool', async () => {
    const world = relayWorld();
    world.answer = ({ clientId }) => (clientId === 'shop' ? SERVER_ERROR : CONFIRMED);
    await acceptMany(world, 200, { clientId: 'shop', userPoolId: userPoolOf('shop') });
    await acceptMany(world, 50);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(10_000);
    expect(await world.finalEvents()).toHaveLength(50);
    await relay.stop();
  });
});

describe('F09: Retry-After', () => {
  test.each([
    [60, 60_000],
    [3600, 300_000],
  ])('of %i s is waited for, up to five minutes', async (seconds, waitMs) => {
    const world = relayWorld();
    await world.accept();
    world.answer = () => (world.calls.length < 2 ? retry('server-error', seconds) : CONFIRMED);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(waitMs - 1000);
    expect(world.calls).toHaveLength(1);
    await world.time.pass(3000);
    expect(world.calls).toHaveLength(2);
    await relay.stop();
  });
});

describe('F06: a firewall that refuses', () => {
  test('is asked again after a minute at the earliest, and is no reason to open the circuit', async () => {
    const world = relayWorld();
    await acceptMany(world, 30);
    world.answer = () => retry('forbidden');
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(59_000);
    expect(world.calls).toHaveLength(30);
    world.answer = () => CONFIRMED;
    await world.time.pass(60_000);
    expect(await world.finalEvents()).toHaveLength(30);
    expect(world.events.filter(({ name }) => name === 'breakerChanged')).toHaveLength(0);
    await relay.stop();
  });
});

describe('F10, F17: a Cognito that is slow or hangs', () => {
  test('a late answer counts: the intent is settled with it, and asked only once', async () => {
    const world = relayWorld();
    await world.accept();
    world.answer = async () => {
      await world.time.sleep(9000);
      return CONFIRMED;
    };
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(20_000);
    expect(await world.finalEvents()).toHaveLength(1);
    expect(world.calls).toHaveLength(1);
    await relay.stop();
  });

  test('the number of calls under way is bounded, whatever waits', async () => {
    const world = relayWorld();
    await acceptMany(world, 500);
    let underWay = 0;
    let most = 0;
    world.answer = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await world.time.sleep(10_000);
      underWay -= 1;
      return retry('timeout');
    };
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(30_000);
    expect(most).toBeLessThanOrEqual(64);
    const stopped = relay.stop();
    await world.time.pass(15_000);
    await stopped;
  });
});

describe('a logout everywhere', () => {
  const order = {
    act: 'end-token-session',
    userPoolId: 'eu-west-1_Example',
    clientId: 'webapp',
    refreshToken: 'refresh-token-of-everywhere',
    accessToken: 'access-token-of-everywhere',
    endSso: false,
  } as const;
  const operations = (world: World) => world.calls.map(({ operation }) => operation);

  test('does not sign the user out again once that is done: only what is missing is tried again', async () => {
    const world = relayWorld();
    await world.accept({ order });
    world.answer = ({ operation }) =>
      operation === 'RevokeToken' && world.calls.length < 3 ? SERVER_ERROR : CONFIRMED;
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(10_000);
    expect(operations(world)).toEqual(['GlobalSignOut', 'RevokeToken', 'RevokeToken']);
    expect(await world.finalEvents()).toHaveLength(1);
    await relay.stop();
  });

  test('whose access token has expired meanwhile still revokes the refresh token, and is not called confirmed', async () => {
    const world = relayWorld();
    await world.accept({ order });
    world.answer = ({ operation }) =>
      operation === 'GlobalSignOut'
        ? { kind: 'rejected', code: 'unauthenticated', exceptionName: 'NotAuthorizedException' }
        : CONFIRMED;
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(2000);
    expect(operations(world)).toEqual(['GlobalSignOut', 'RevokeToken']);
    const { records } = await world.audit.query({ kind: 'final', limit: 10, order: 'oldest-first' });
    expect(records.map(({ event }) => event)).toMatchObject([
      { outcome: { kind: 'rejected', code: 'unauthenticated' } },
    ]);
    await relay.stop();
  });
});

describe('F49: jumps of the clock', () => {
  test.each([
    ['back by an hour', -3_600_000],
    ['back by a minute', -60_000],
    ['forward by an hour', 3_600_000],
  ])('%s: nothing waits longer than the longest wait, and nothing is lost', async (_name, jumpMs) => {
    const world = relayWorld();
    await acceptMany(world, 40);
    world.answer = () => SERVER_ERROR;
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(5000);
    world.time.jump(jumpMs);
    world.answer = () => CONFIRMED;
    await world.time.pass(6 * 60_000);
    expect(new Set(await world.finalEvents()).size).toBe(40);
    expect(await world.finalEvents()).toHaveLength(40);
    await relay.stop();
  });

  test('a pace that was slowed before the jump recovers', async () => {
    const world = relayWorld();
    await acceptMany(world, 100);
    world.answer = () => THROTTLED;
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(3000);
    world.time.jump(-3_600_000);
    world.answer = () => CONFIRMED;
    await world.time.pass(5 * 60_000);
    expect(await world.finalEvents()).toHaveLength(100);
    await relay.stop();
  });
});
