import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { SHOP } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY, NO_ADMIN_TOKEN, POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { adminOf, adminsKnowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';
import { OF_USER } from '../../support/http/questions/session-questions.ts';

describe('GET /admin/users/{username}/sessions answers 403', () => {
  test.each([
    ['a user who is no admin', adminGet(OF_USER, NO_ADMIN_TOKEN)],
    ['an admin of other user pools', adminGet(OF_USER, POOL_ADMIN_KEY)],
    [
      'any admin, for a pool that is not configured',
      adminGet('/admin/users/ada/sessions?userPoolId=eu-west-1_None'),
    ],
  ])('to %s, and asks nothing of Cognito', async (_, question) => {
    const { app, cognito } = startService();
    const { status, json } = await ask(app, question);
    expect([status, json['code']]).toEqual([403, 'forbidden']);
    expect(cognito.calls).toEqual([]);
  });

  test('to an admin whose acts are all but this one, and names it', async () => {
    const { acts, ...admin } = adminOf('ops1', [SHOP.userPoolId]);
    const limited = { ...admin, acts: acts.filter((act) => act !== 'read-sessions') };
    const { app } = startService({
      admins: adminsKnowing({ [ADMIN_KEY]: { kind: 'authenticated', admin: limited } }),
    });
    const { status, json } = await ask(app, adminGet(OF_USER));
    expect([status, json['detail']]).toEqual([403, expect.stringContaining('read-sessions')]);
  });
});
