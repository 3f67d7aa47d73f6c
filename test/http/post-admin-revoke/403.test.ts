import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP } from '../../support/http/app-clients.ts';
import { ADMIN_KEY, NO_ADMIN_TOKEN, POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 403 forbidden and asks Cognito nothing', () => {
  test.each([
    ['to a user who is no admin', NO_ADMIN_TOKEN, BY_USER],
    ['T42 to an admin of another pool, for a user', POOL_ADMIN_KEY, BY_USER],
    ['T42 to an admin of another pool, for a token', POOL_ADMIN_KEY, BY_TOKEN],
    ['for a pool that is not configured', ADMIN_KEY, { ...BY_USER, userPoolId: 'us-east-1_Other' }],
  ])('%s', async (_what, credential, body) => {
    const { app, cognito } = startService();

    const answer = await ask(app, adminRevoke(body, credential));

    expect(answer.status).toBe(403);
    expect(answer.json['code']).toBe('forbidden');
    expect(cognito.calls).toEqual([]);
  });

  test('in the same words for a pool of others as for one that is not configured', async () => {
    const { app } = startService();

    const ofOthers = await ask(app, adminRevoke(BY_USER, POOL_ADMIN_KEY));
    const unknown = await ask(
      app,
      adminRevoke({ ...BY_USER, userPoolId: 'us-east-1_Other' }, POOL_ADMIN_KEY),
    );

    expect({ ...ofOthers.json, instance: '' }).toEqual({ ...unknown.json, instance: '' });
  });

  test('never to an admin of the pool', async () => {
    const { app } = startService();
    const body = { ...BY_USER, userPoolId: SHOP.userPoolId };
    expect((await ask(app, adminRevoke(body, POOL_ADMIN_KEY))).status).toBe(200);
  });
});
