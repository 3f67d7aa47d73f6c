import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

test('POST /admin/clients/{clientId}/token-revocation answers 429 to an admin who has used up their limit', async () => {
  const { app, orders } = serviceEndingIn({ kind: 'already-on' }, { limiter: limiterAllowing({ admin: 0 }) });
  expect((await ask(app, turnOn())).status).toBe(429);
  expect(orders).toEqual([]);
});
