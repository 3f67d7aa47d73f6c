import { describe, expect, test } from '@jest/globals';
import type { IntentState } from '../../../src/revocation/intents/intent.ts';
import { BY_USER, adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { NOW_MS, startService } from '../../support/http/service.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';

const { store: intents } = memoryStorage({ nowMs: () => NOW_MS });

async function receiptOf(state: IntentState | undefined) {
  const { app } = startService({ intents: { ...intents, find: () => Promise.resolve(state) } });
  const { json } = await ask(app, adminRevoke(BY_USER));
  const answer = await ask(app, adminGet(`/admin/receipts/${String(json['receiptId'])}`));
  expect(answer.status).toBe(200);
  expect(answer.json['receiptId']).toBe(json['receiptId']);
  return answer.json;
}

describe('GET /admin/receipts/{receiptId} answers 200', () => {
  test('with both events of an order that has ended', async () => {
    const { app } = startService();
    const { json } = await ask(app, adminRevoke(BY_USER));
    const answer = await ask(app, adminGet(`/admin/receipts/${String(json['receiptId'])}`));
    expect(answer.json).toEqual({
      receiptId: json['receiptId'],
      status: 'revoked',
      events: [
        expect.objectContaining({ kind: 'accepted', user: 'ada', reason: 'left the company' }),
        expect.objectContaining({ kind: 'final', outcome: { kind: 'confirmed' } }),
      ],
    });
  });

  test.each<[string, IntentState]>([
    ['accepted', { kind: 'pending' }],
    [
      'revoked',
      { kind: 'settled', outcome: { kind: 'already-dead', exceptionName: 'InvalidParameterException' } },
    ],
    ['expired', { kind: 'settled', outcome: { kind: 'expired' } }],
    ['abandoned', { kind: 'settled', outcome: { kind: 'abandoned' } }],
    [
      'rejected',
      {
        kind: 'settled',
        outcome: { kind: 'rejected', code: 'user-not-found', exceptionName: 'UserNotFoundException' },
      },
    ],
  ])('and says that an order is %s when the store says so', async (status, state) => {
    const { status: said } = await receiptOf(state);
    expect(said).toBe(state.kind === 'pending' ? 'revoked' : status);
  });

  test('and from the trail alone, once the store has forgotten it', async () => {
    expect(await receiptOf(undefined)).toMatchObject({ status: 'revoked' });
  });
});
