import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createDenyAccess } from '../../../src/revocation/denials/deny-access.ts';
import { commandOf } from '../../../src/revocation/intents/order-of.ts';
import type { Denials } from '../../../src/revocation/ports/denials.ts';
import type { RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import { createTellStore } from '../../../src/revocation/tries/tell-store.ts';
import type { TryResult } from '../../../src/revocation/tries/try-at-cognito.ts';
import { createTryOrder } from '../../../src/revocation/tries/try-order.ts';
import { everybody } from '../../support/cognito/user-ports.ts';
import { eventually } from '../../support/eventually.ts';
import { CALLER, endTokenSession, EXAMPLE_CLIENT } from '../../support/example-command.ts';
import { denyingNothing } from '../../support/guard/denying-nothing.ts';
import { directoryOf } from '../../support/http/in-memory-ports.ts';
import { durablePipeline } from '../../support/revocation/durable-pipeline.ts';
import { acceptNew, newToken, userIntent } from '../../support/storage/intents.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';
import { createTestClock } from '../../support/storage/test-clock.ts';

const { userPoolId } = EXAMPLE_CLIENT;
const SIGNED_OUT: TryResult = { outcome: { kind: 'confirmed' }, callsDone: 1 };
const appClients = directoryOf([EXAMPLE_CLIENT]);

/** An admin's order for alice, with a denylist that takes its time. */
async function orderForAlice() {
  const clock = createTestClock();
  const { store, denials: kept } = memoryStorage(clock);
  const slow: Denials = { ...kept, add: (...added) => nextTurn().then(() => kept.add(...added)) };
  const denyAccess = createDenyAccess({
    denials: slow,
    users: { ...everybody, subOf: () => Promise.resolve('sub-of-alice') },
    clock,
    isFollowed: () => true,
    upstreamDeadlineMs: 1500,
  });
  const intent = userIntent(clock.nowMs(), 'alice');
  const lease = await acceptNew(store, intent);
  const issuedAtSeconds = Math.floor(clock.nowMs() / 1000) - 60;
  const isDenied = () =>
    kept.hits({ userPoolId, sub: 'sub-of-alice', clientId: 'webapp', originJti: undefined, issuedAtSeconds });
  return { clock, store, denyAccess, intent, lease, isDenied };
}

test('what a first try ends is denied before the store is told', async () => {
  const steps: string[] = [];
  const step = (name: string) => void steps.push(name);
  const endSession = durablePipeline(
    [],
    undefined,
    { settle: () => Promise.resolve('done' as const).finally(() => step('told')) },
    1500,
    () => ({
      ...denyingNothing(endTokenSession('')),
      afterTry: () => nextTurn(true).finally(() => step('denied')),
    }),
  ).endSession;
  await endSession(endTokenSession(newToken()), CALLER);
  await eventually(() => Promise.resolve(steps.length === 2));
  expect(steps).toEqual(['denied', 'told']);
});

test('what the relay signs out is denied before anybody is told that it is', async () => {
  const { clock, store, denyAccess, isDenied } = await orderForAlice();
  clock.advance(60_000);
  const [claimed] = await store.claim({ lane: 'admin', max: 1, leaseMs: 1000 });
  if (claimed === undefined) throw new Error('the order is not due');
  const tryOrder = createTryOrder({
    appClients,
    denyAccess,
    tryAtCognito: () => Promise.resolve(SIGNED_OUT),
    journal: { unconfigured: () => undefined },
  });
  await tryOrder(claimed, new AbortController().signal);
  expect(await isDenied()).toBe(true);
});

test('what Cognito confirms after the caller was answered is denied before the store is told', async () => {
  const { clock, store, denyAccess, intent, lease, isDenied } = await orderForAlice();
  const command = commandOf(intent.order, appClients);
  if (typeof command === 'string') throw new Error(command);
  const deniedWhenTold: boolean[] = [];
  const settle: RevocationStore['settle'] = async (...told) => {
    deniedWhenTold.push(await isDenied());
    return store.settle(...told);
  };
  const tellStore = createTellStore({
    store: { ...store, durability: 'durable', settle },
    clock,
    random: () => 0,
    journal: { tried: () => undefined, refused: () => undefined, unconfigured: () => undefined },
  });
  const order = {
    command,
    receiptId: intent.request.receiptId,
    lane: intent.lane,
    denial: denyAccess(command),
  };
  const goingOn = { attempt: Promise.resolve(SIGNED_OUT), abort: () => undefined };
  await tellStore(order, lease, { result: SIGNED_OUT, goingOn });
  expect(deniedWhenTold).toEqual([true]);
});
