import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { storageWithParked } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/parked answers 200', () => {
  test('with what waits for an operator, for what, and what to do, the most first', async () => {
    const { store: intents } = await storageWithParked();
    const { app } = startService({ intents });
    const answer = await ask(app, adminGet('/admin/parked'));
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      groups: [
        {
          userPoolId: SPA.userPoolId,
          clientId: SPA.clientId,
          cause: 'client-secret-rejected',
          intents: 2,
          remedy: expect.stringContaining(`secret of app client ${SPA.clientId}`),
        },
        {
          userPoolId: SHOP.userPoolId,
          clientId: SHOP.clientId,
          cause: 'revocation-disabled',
          intents: 1,
          remedy: expect.stringContaining('EnableTokenRevocation'),
        },
      ],
    });
  });

  test('T42 with those of their pools to an admin of some', async () => {
    const { store: intents } = await storageWithParked();
    const { app } = startService({ intents });
    const { json } = await ask(app, adminGet('/admin/parked', POOL_ADMIN_KEY));
    expect(json['groups']).toEqual([expect.objectContaining({ userPoolId: SHOP.userPoolId })]);
  });

  test('with nothing where nothing waits', async () => {
    const { app } = startService();
    expect((await ask(app, adminGet('/admin/parked'))).json).toEqual({ groups: [] });
  });
});
