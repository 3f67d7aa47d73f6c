import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { REASON, serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

test('POST /admin/clients/{clientId}/token-revocation answers 401 to an unknown key, and nothing is ordered', async () => {
  const { app, orders } = serviceEndingIn({ kind: 'already-on' });
  expect((await ask(app, turnOn(REASON, { credential: UNKNOWN_KEY }))).status).toBe(401);
  expect(orders).toEqual([]);
});
