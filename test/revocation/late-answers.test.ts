import { describe, expect, test } from '@jest/globals';
import type { RevocationStore } from '../../src/revocation/ports/revocation-store.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { eventually } from '../support/eventually.ts';
import { CALLER, endTokenSession, EXAMPLE_CLIENT } from '../support/example-command.ts';
import { durablePipeline, notDurable, TIMEOUT, type Answer } from '../support/revocation/durable-pipeline.ts';
import { newToken } from '../support/storage/intents.ts';

describe('F10: a Cognito that answers after the caller was answered', () => {
  const DEADLINE_MS = 20;

  /** A Cognito whose answer comes when it is told to, or never when the call is given up. */
  function buildLate(changes: Partial<RevocationStore> = {}) {
    let answerNow: (outcome: UpstreamOutcome) => void = () => undefined;
    const answer: Answer = (signal) =>
      new Promise((resolve) => {
        answerNow = resolve;
        signal.addEventListener('abort', () => resolve(TIMEOUT));
      });
    const built = durablePipeline([answer], undefined, changes, DEADLINE_MS);
    const waiting = async () => {
      const { lanes } = await built.store.stats();
      return lanes.reduce((sum, { intents }) => sum + intents, 0);
    };
    return { ...built, waiting, answerNow: (outcome: UpstreamOutcome) => answerNow(outcome) };
  }

  test('is believed all the same, so that nobody asks it once more', async () => {
    const { endSession, asked, waiting, answerNow, refused } = buildLate();
    const command = endTokenSession(newToken());
    const receipt = await endSession(command, CALLER);
    expect([receipt.status, await waiting()]).toEqual(['accepted', 1]);
    answerNow({ kind: 'confirmed' });
    await eventually(async () => (await waiting()) === 0);
    expect(await endSession(command, CALLER)).toMatchObject({
      status: 'revoked',
      receiptId: receipt.receiptId,
    });
    expect(asked).toHaveLength(1);
    expect(refused).toEqual([]);
  });

  test('and refuses for good, ends the order, and operators hear that the caller was promised more', async () => {
    const { endSession, waiting, answerNow, refused } = buildLate();
    const { receiptId } = await endSession(endTokenSession(newToken()), CALLER);
    answerNow({ kind: 'rejected', code: 'unsupported-token-type', exceptionName: 'X' });
    await eventually(async () => (await waiting()) === 0);
    const { userPoolId, clientId } = EXAMPLE_CLIENT;
    const of = { receiptId, userPoolId, clientId, lane: 'unproven' };
    expect(refused).toEqual([{ ...of, code: 'unsupported-token-type' }]);
  });

  test('is not waited for when the service stops: the order is due again', async () => {
    const { endSession, store, clock, lateTries } = buildLate();
    await endSession(endTokenSession(newToken()), CALLER);
    await lateTries.finish();
    clock.advance(1000);
    expect(await store.claim({ lane: 'unproven', max: 10, leaseMs: 1 })).toHaveLength(1);
  });

  test('is given up at the deadline where nothing keeps the order', async () => {
    const { endSession, asked } = buildLate({ accept: notDurable });
    await expect(endSession(endTokenSession(newToken()), CALLER)).rejects.toMatchObject({
      code: 'not-durable',
    });
    expect(asked).toHaveLength(1);
  });
});
