import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

test('T04 POST /admin/clients/{clientId}/token-revocation answers 413 to a body of 1 MB, and nothing is ordered', async () => {
  const { app, orders } = serviceEndingIn({ kind: 'already-on' });
  expect((await ask(app, turnOn(' '.repeat(1_000_000)))).status).toBe(413);
  expect(orders).toEqual([]);
});
