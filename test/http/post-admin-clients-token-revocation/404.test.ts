import { expect, test } from '@jest/globals';
import { SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY, POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { REASON, serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

test('T42 POST /admin/clients/{clientId}/token-revocation answers 404 in the same words for an app client that is not there and for one that the admin may not touch', async () => {
  const { app, orders } = serviceEndingIn({ kind: 'already-on' });
  const answers = [
    await ask(app, turnOn(REASON, { clientId: 'nobody', credential: ADMIN_KEY })),
    await ask(app, turnOn(REASON, { clientId: SPA.clientId, credential: POOL_ADMIN_KEY })),
  ];
  for (const { status, json } of answers) {
    expect(status).toBe(404);
    expect(json).toMatchObject({ code: 'not-found', detail: 'There is no such app client.' });
  }
  expect(orders).toEqual([]);
});
