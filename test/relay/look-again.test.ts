import { expect, test } from '@jest/globals';
import type { UserSession } from '../../src/revocation/ports/users/session-directory.ts';
import { relayWorld } from '../support/relay/relay-under-test.ts';
import { userIntent } from '../support/storage/intents.ts';

/** Lists show a session only so long after it began. */
const LIST_LAG_MS = 4000;

/** An order that ends the managed logins of alice too, and a Cognito whose lists are a few seconds old. */
async function orderedFor(begunMs: Readonly<Record<string, number>>) {
  const world = relayWorld();
  const { clock } = world.time;
  const startedMs = clock.nowMs();
  const ended = new Set<string>();
  world.sessions = () =>
    Object.entries(begunMs)
      .filter(([id, atMs]) => !ended.has(id) && clock.nowMs() >= startedMs + atMs + LIST_LAG_MS)
      .map(([sessionId, atMs]): UserSession => ({
        sessionId,
        kind: 'sso',
        createdAtMs: startedMs + atMs,
        isCurrent: false,
      }));
  world.answer = ({ operation, token = '' }) => {
    if (operation === 'AdminRevokeUserSession') ended.add(token);
    return { kind: 'confirmed' };
  };
  const intent = userIntent(clock.nowMs(), 'alice');
  await world.store.accept({
    ...intent,
    leaseMs: 0,
    order: { act: 'end-user-sessions', userPoolId: 'eu-west-1_Example', username: 'alice', endSso: true },
  });
  const { relay } = world.instance();
  relay.start();
  return { world, relay, ended, receiptId: intent.request.receiptId };
}

test('an order that ends managed logins is done once a list of after the sign-out was looked at, and signs out once', async () => {
  const { world, relay, ended, receiptId } = await orderedFor({ ssoold: -60_000, ssoyoung: -1000 });
  await world.time.pass(5000);
  expect([...ended]).toEqual(['ssoold']);
  expect(await world.store.find(receiptId)).toEqual({ kind: 'pending' });

  await world.time.pass(10_000);
  expect([...ended]).toEqual(['ssoold', 'ssoyoung']);
  expect(await world.store.find(receiptId)).toEqual({
    kind: 'settled',
    outcome: { kind: 'confirmed' },
  });
  expect(await world.finalEvents()).toEqual([receiptId]);
  const signOuts = world.calls.filter(({ operation }) => operation === 'AdminUserGlobalSignOut');
  expect(signOuts).toHaveLength(1);
  await relay.stop();
});

test('a managed login that began after the order, in an outage of hours, is left alone by the look at its end', async () => {
  const { world, relay, ended, receiptId } = await orderedFor({ ssonew: 3_600_000 });
  await world.time.pass(5000);
  world.answer = () => ({ kind: 'retry', cause: 'server-error', exceptionName: undefined });
  const { sessions } = world;
  world.sessions = () => [...sessions(), { sessionId: 'ssostuck', kind: 'sso', isCurrent: false }];
  await world.time.pass(7_200_000);
  world.answer = ({ token = '' }) => {
    ended.add(token);
    return { kind: 'confirmed' };
  };
  await world.time.pass(600_000);
  expect(await world.store.find(receiptId)).toMatchObject({ kind: 'settled' });
  expect([...ended]).toEqual(['ssostuck']);
  await relay.stop();
});
