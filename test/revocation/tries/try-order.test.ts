import { expect, test } from '@jest/globals';
import type { ClaimedIntent } from '../../../src/revocation/ports/revocation-store.ts';
import { createTryOrder } from '../../../src/revocation/tries/try-order.ts';
import { EXAMPLE_CLIENT } from '../../support/example-command.ts';

const NOT_FOUND = { kind: 'rejected', code: 'session-not-found', exceptionName: 'X' } as const;
const { userPoolId } = EXAMPLE_CLIENT;

function outcomeOfTry(attempts: number) {
  const order = {
    act: 'end-session-of-user',
    userPoolId,
    username: 'alice',
    sessionId: 'tkn1',
    endSso: false,
  };
  const denial = { atOnce: nothing, afterTry: nothing, afterLaterTry: nothing, asBefore: nothing };
  const tryOrder = createTryOrder({
    appClients: { all: () => [EXAMPLE_CLIENT], find: () => undefined, secretFits: () => false } as never,
    tryAtCognito: () => Promise.resolve({ outcome: NOT_FOUND, callsDone: 0 }),
    denyAccess: () => denial,
    journal: { unconfigured: () => undefined },
  });
  const claimed = {
    order,
    request: { receiptId: 'r' },
    lane: 'admin',
    acceptedAtMs: 0,
    attempts,
    callsDone: 0,
  };
  return tryOrder(claimed as unknown as ClaimedIntent, new AbortController().signal);
}

const nothing = () => Promise.resolve(false);

test('a session that is not there at the first try was never there: the order is refused', async () => {
  expect((await outcomeOfTry(1)).outcome).toEqual(NOT_FOUND);
});

test('one that is not there at a later try may have been ended by the try before, whose answer was lost', async () => {
  expect((await outcomeOfTry(2)).outcome).toEqual({ kind: 'already-dead', exceptionName: 'X' });
});
