import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { REASON, serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

describe('POST /admin/clients/{clientId}/token-revocation answers 400 invalid-request, and nothing is ordered,', () => {
  test.each<[string, object | string]>([
    ['no reason', {}],
    ['an empty reason', { reason: ' ' }],
    ['a reason of two lines', { reason: 'a\nb' }],
    ['a switch that is none', { ...REASON, dryRun: 'yes' }],
    ['a field that is none', { ...REASON, enabled: false }],
    ['no JSON', '{'],
  ])('to %s', async (_what, body) => {
    const { app, orders } = serviceEndingIn({ kind: 'already-on' });
    const answer = await ask(app, turnOn(body));
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'invalid-request' });
    expect(orders).toEqual([]);
  });

  test('to parameters in the URL', async () => {
    const { app, orders } = serviceEndingIn({ kind: 'already-on' });
    const question = turnOn();
    const answer = await ask(app, { ...question, path: `${question.path}?dryRun=true` });
    expect(answer.status).toBe(400);
    expect(orders).toEqual([]);
  });
});
