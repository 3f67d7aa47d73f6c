import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../src/errors/service-error.ts';
import type { RevocationStore } from '../../src/revocation/ports/revocation-store.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { durablePipeline, notDurable, TIMEOUT } from '../support/revocation/durable-pipeline.ts';
import { eventually } from '../support/eventually.ts';
import { newToken } from '../support/storage/intents.ts';
import { createTestClock } from '../support/storage/test-clock.ts';
import { CALLER, EXAMPLE_CLIENT, endTokenSession } from '../support/example-command.ts';
import { memoryStorage } from '../support/storage/memory-storage.ts';

describe('a logout that is stored durably', () => {
  test('and that Cognito did not confirm is accepted, and claims nothing to be dead', async () => {
    const { endSession } = durablePipeline([TIMEOUT]);
    const receipt = await endSession(endTokenSession(newToken()), CALLER);
    expect(receipt).toMatchObject({
      status: 'accepted',
      effects: [
        { effect: 'refreshToken', state: 'pending' },
        { effect: 'accessTokens', state: 'pending' },
        { effect: 'managedLogin', state: 'notRequested' },
      ],
    });
  });

  test('is due again within a second of the failed try, or when Cognito said', async () => {
    const { endSession, store, clock } = durablePipeline([
      TIMEOUT,
      { ...TIMEOUT, cause: 'throttled', retryAfterSeconds: 60 },
    ]);
    await endSession(endTokenSession(newToken()), CALLER);
    await endSession(endTokenSession(newToken()), CALLER);
    clock.advance(1000);
    expect(await store.claim({ lane: 'unproven', max: 10, leaseMs: 1000 })).toHaveLength(1);
  });

  test('F04: waits for the operator when the app client is set up wrongly', async () => {
    const parked = {
      kind: 'parked',
      cause: 'client-secret-rejected',
      exceptionName: 'UnauthorizedException',
    } as const;
    const { endSession, store } = durablePipeline([parked]);
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'accepted' });
    expect((await store.stats()).parked).toMatchObject([{ cause: 'client-secret-rejected', intents: 1 }]);
  });

  test('and sent again is one intent: the same receipt, and Cognito is not asked again', async () => {
    const { endSession, asked } = durablePipeline([TIMEOUT]);
    const command = endTokenSession(newToken());
    const first = await endSession(command, CALLER);
    expect(await endSession(command, CALLER)).toEqual(first);
    expect(asked).toHaveLength(1);
  });

  test('T02: sent a hundred times at once asks Cognito once, and all get its answer', async () => {
    const { endSession, asked } = durablePipeline([]);
    const command = endTokenSession(newToken());
    const receipts = await Promise.all(Array.from({ length: 100 }, () => endSession(command, CALLER)));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(receipts[0]?.status).toBe('revoked');
    expect(asked).toHaveLength(1);
  });

  test('and sent again by a user leaves no further event, but by an admin one that says who and why', async () => {
    const { endSession, audit } = durablePipeline([TIMEOUT]);
    const command = endTokenSession(newToken());
    const { receiptId } = await endSession(command, CALLER);
    await endSession(command, CALLER);
    await endSession(command, {
      ...CALLER,
      actor: { kind: 'admin', id: 'key-2', via: 'api-key' },
      reason: 'lost device',
    });
    const { records } = await audit.query({ receiptId, limit: 10, order: 'oldest-first' });
    expect(records.map(({ event }) => event)).toMatchObject([
      { kind: 'accepted', actor: CALLER.actor },
      { kind: 'repeated', actor: { id: 'key-2' }, reason: 'lost device' },
    ]);
  });

  test('and refused for good answers the same way when it is sent again', async () => {
    const rejected = {
      kind: 'rejected',
      code: 'unsupported-token-type',
      exceptionName: 'UnsupportedTokenTypeException',
    } as const;
    const { endSession, asked } = durablePipeline([rejected]);
    const command = endTokenSession(newToken());
    for (let index = 0; index < 2; index += 1) {
      await expect(endSession(command, CALLER)).rejects.toMatchObject({ code: 'unsupported-token-type' });
    }
    expect(asked).toHaveLength(1);
  });

  test('is answered as revoked when Cognito confirmed, even if the store could not be told', async () => {
    const { endSession } = durablePipeline([], undefined, { settle: notDurable });
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'revoked' });
  });

  test('is answered as revoked when Cognito confirmed, even if the store hangs when it is told', async () => {
    const { endSession } = durablePipeline([], undefined, { settle: () => new Promise(() => undefined) });
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'revoked' });
  });
});

describe('a store that answers late', () => {
  /** It has stored an order at once, and says so only when told to; or says that it is not sure. */
  function buildSlow(answers: UpstreamOutcome[], how: 'late' | 'unsure') {
    const clock = createTestClock();
    const { store } = memoryStorage(clock);
    let answerNow = () => undefined as void;
    const answered = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    const accept: RevocationStore['accept'] = async (intent) => {
      const accepted = await store.accept(intent);
      if (how === 'late') await answered;
      return how === 'unsure' && accepted.kind === 'stored' ? { ...accepted, kind: 'unsure' } : accepted;
    };
    const slow: RevocationStore = { ...store, durability: 'durable', accept };
    const { endSession, asked } = durablePipeline(answers, undefined, slow);
    const isSettled = async () => {
      clock.advance(60_000);
      return (await store.claim({ lane: 'unproven', max: 10, leaseMs: 1 })).length === 0;
    };
    return { endSession, asked, isSettled, answerNow };
  }

  test('F44: is told what Cognito said all the same, so that nobody asks Cognito once more', async () => {
    const { endSession, isSettled, answerNow } = buildSlow([], 'late');
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'revoked' });
    answerNow();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await isSettled()).toBe(true);
  });

  test('F44: or that broke off before it answered, is told so too', async () => {
    const { endSession, isSettled } = buildSlow([], 'unsure');
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'revoked' });
    expect(await isSettled()).toBe(true);
  });

  test('makes it an accepted logout, if it answers while Cognito is asked in vain', async () => {
    const { endSession, asked, answerNow } = buildSlow([TIMEOUT], 'late');
    const receipt = endSession(endTokenSession(newToken()), CALLER);
    await eventually(() => asked.length > 0);
    answerNow();
    expect(await receipt).toMatchObject({ status: 'accepted' });
  });

  test('and is not sure, makes it none', async () => {
    const { endSession } = buildSlow([TIMEOUT], 'unsure');
    await expect(endSession(endTokenSession(newToken()), CALLER)).rejects.toMatchObject({
      code: 'not-durable',
    });
  });
});

describe("a user's own order to end all of their sessions", () => {
  test('is given up when its access token expires, since nothing else authorises it', async () => {
    const { endSession, store, clock } = durablePipeline([], TIMEOUT);
    const expiresAtSeconds = clock.nowMs() / 1000 + 600;
    const proof = {
      tokenUse: 'access',
      sub: 'sub-1',
      username: 'alice',
      clientId: 'webapp',
      userPoolId: 'eu-west-1_Example',
      originJti: undefined,
      issuedAtSeconds: expiresAtSeconds - 900,
      expiresAtSeconds,
      groups: [],
      scopes: [],
    } as const;
    await endSession(
      { act: 'end-own-sessions', appClient: EXAMPLE_CLIENT, proof, accessToken: newToken() },
      CALLER,
    );
    clock.advance(599_999);
    expect(await store.expire(10)).toEqual([]);
    clock.advance(1);
    expect(await store.expire(10)).toMatchObject([{ clientId: 'webapp', lane: 'proven' }]);
  });
});

describe('F31: a logout that cannot be stored', () => {
  test('is tried all the same, and revoked if Cognito confirms', async () => {
    const { endSession } = durablePipeline([], undefined, { accept: notDurable });
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'revoked' });
  });

  test('because the store hangs is answered by Cognito, before the store has said anything', async () => {
    const { endSession, asked } = durablePipeline([], undefined, {
      accept: () => new Promise(() => undefined),
    });
    expect(await endSession(endTokenSession(newToken()), CALLER)).toMatchObject({ status: 'revoked' });
    expect(asked).toHaveLength(1);
  });

  test('is never called accepted: without Cognito’s word it is refused, to be tried again', async () => {
    const { endSession } = durablePipeline([TIMEOUT], undefined, { accept: notDurable });
    await expect(endSession(endTokenSession(newToken()), CALLER)).rejects.toMatchObject({
      code: 'not-durable',
      retryAfterSeconds: 2,
    });
  });

  test('T60: of too many without proof is refused, without a call to Cognito', async () => {
    const laneFull = () => Promise.reject(new ServiceError('too-many-requests', 'Too many wait.'));
    const { endSession, asked } = durablePipeline([], undefined, { accept: laneFull });
    await expect(endSession(endTokenSession(newToken()), CALLER)).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    expect(asked).toEqual([]);
  });
});
