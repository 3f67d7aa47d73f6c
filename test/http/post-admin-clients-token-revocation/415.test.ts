import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

test.each(['application/x-www-form-urlencoded', 'text/plain'])(
  'T11 POST /admin/clients/{clientId}/token-revocation answers 415 to %s, and nothing is ordered',
  async (type) => {
    const { app, orders } = serviceEndingIn({ kind: 'already-on' });
    const { path, headers } = turnOn();
    const answer = await ask(app, {
      path,
      headers: { ...headers, 'Content-Type': type },
      body: 'reason=logouts+fail',
    });
    expect(answer.status).toBe(415);
    expect(orders).toEqual([]);
  },
);
