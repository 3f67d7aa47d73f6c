import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ADMIN_KEY, NO_ADMIN_TOKEN, POOL_ADMIN_KEY, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const ALL_OF_CLIENT = { clientId: SPA.clientId, allUsers: true, reason: 'x' };
const ALL_OF_POOL = { userPoolId: SPA.userPoolId, allUsers: true, reason: 'x' };

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

  test.each([
    ['a user', BY_USER, { act: 'end-sessions-by-user', user: 'ada' }],
    ['a session', { ...BY_USER, sessionId: 'tkn1' }, { act: 'end-sessions-by-id', user: 'ada' }],
    ['a token', BY_TOKEN, { act: 'end-sessions-by-token', clientId: SPA.clientId }],
    ['an app client', ALL_OF_CLIENT, { act: 'deny-app-clients', clientId: SPA.clientId }],
    ['a user pool', ALL_OF_POOL, { act: 'deny-user-pools' }],
  ])('to an admin of another pool, for %s, and leaves it in the audit trail', async (_, body, known) => {
    const { app } = startService();
    await ask(app, adminRevoke(body, POOL_ADMIN_KEY));
    const { events } = (await ask(app, adminGet('/admin/audit?actorId=ops2'))).json;
    const { userPoolId } = SPA;
    expect(events).toEqual([
      expect.objectContaining({ kind: 'forbidden', lacks: 'user-pool', userPoolId, ...known }),
    ]);
    expect(JSON.stringify(events)).not.toContain(REFRESH_TOKEN);
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
