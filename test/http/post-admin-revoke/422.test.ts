import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask, type Question } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

function keyed(key: string, body: object = BY_USER): Question {
  const question = adminRevoke(body);
  return { ...question, headers: { ...question.headers, 'Idempotency-Key': key } };
}

describe('T44 POST /admin/revoke with an Idempotency-Key', () => {
  test('answers 422 to the same key with another body, and does nothing', async () => {
    const { app, cognito } = startService();
    await ask(app, keyed('order-1'));
    const answer = await ask(app, keyed('order-1', BY_TOKEN));
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'idempotency-mismatch', retryable: false });
    expect(cognito.calls).toHaveLength(1);
  });

  test('answers the same request with the same receipt, and asks Cognito once', async () => {
    const { app, cognito } = startService();
    const first = await ask(app, keyed('order-1'));
    const second = await ask(app, keyed('order-1'));
    expect(second.status).toBe(200);
    expect(second.json).toEqual(first.json);
    expect(cognito.calls).toHaveLength(1);
  });

  test('takes another key, or none, for another order', async () => {
    const { app, cognito } = startService();
    for (const question of [keyed('order-1'), keyed('order-2'), adminRevoke(BY_USER)])
      await ask(app, question);
    expect(cognito.calls).toHaveLength(3);
  });

  test('may be sent again after a failure', async () => {
    let tries = 0;
    const { app } = startService({
      endSession: () => {
        tries += 1;
        if (tries === 1) throw new Error('a fault');
        return Promise.resolve({
          status: 'revoked',
          receiptId: 'e0b4a3f2-0000-4000-8000-000000000001',
          effects: [],
        });
      },
    });
    expect((await ask(app, keyed('order-1'))).status).toBe(500);
    expect((await ask(app, keyed('order-1'))).status).toBe(200);
  });

  test('answers 503 while the first request with the key is being worked on', async () => {
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let isBegun = () => {};
    const working = new Promise<void>((resolve) => {
      isBegun = resolve;
    });
    const { app } = startService({
      endSession: async () => {
        isBegun();
        await begun;
        return { status: 'revoked', receiptId: 'e0b4a3f2-0000-4000-8000-000000000001', effects: [] };
      },
    });
    const first = ask(app, keyed('order-1'));
    await working;
    const second = await ask(app, keyed('order-1'));
    expect(second.status).toBe(503);
    expect(second.headers['retry-after']).toBe('1');
    finish();
    expect((await first).status).toBe(200);
  });

  test.each(['', 'with blank', 'a'.repeat(256)])('answers 400 to the key %j, which is none', async (key) => {
    const { app, cognito } = startService();
    expect((await ask(app, keyed(key))).status).toBe(400);
    expect(cognito.calls).toEqual([]);
  });
});
