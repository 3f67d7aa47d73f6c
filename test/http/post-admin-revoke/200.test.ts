import { describe, expect, test } from '@jest/globals';
import type { RequestContext } from '../../../src/revocation/command.ts';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { POOL_ADMIN_KEY, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 200 and a receipt', () => {
  test('once the session of a refresh token has ended', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, adminRevoke(BY_TOKEN));

    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ status: 'revoked' });
    expect(cognito.calls).toEqual([
      { operation: 'RevokeToken', clientId: SPA.clientId, refreshToken: REFRESH_TOKEN, endSso: false },
    ]);
  });

  test('once every session of a user has ended', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, adminRevoke(BY_USER));

    expect(answer.status).toBe(200);
    expect(answer.json['effects']).toEqual([
      { effect: 'refreshToken', state: 'dead' },
      { effect: 'accessTokens', state: 'expires', until: '2026-11-23T12:00:00.000Z' },
      { effect: 'managedLogin', state: 'alive', remedy: 'endSso' },
      { effect: 'signIn', state: 'notRequested' },
    ]);
    expect(cognito.calls).toEqual([
      { operation: 'AdminUserGlobalSignOut', userPoolId: SPA.userPoolId, username: 'ada' },
    ]);
  });

  test.each([
    'ada',
    'ada@example.com',
    '0f0e0d0c-0000-4000-8000-000000000001',
    'Google_1234',
    'Ærøskøbing',
    '用户',
  ])('for the username %s', async (username) => {
    const { app, cognito } = startService();
    const answer = await ask(app, adminRevoke({ ...BY_USER, username }));
    expect(answer.status).toBe(200);
    expect(cognito.calls).toMatchObject([{ username }]);
  });

  test('and ends the managed-login session too, if asked to', async () => {
    const { app, cognito } = startService();
    const body = { ...BY_TOKEN, clientId: WEB.clientId, endSso: true };
    const answer = await ask(app, adminRevoke(body));
    expect(answer.status).toBe(200);
    expect(cognito.calls).toMatchObject([{ endSso: true }]);
  });

  test('and logs who gave the order, and whom it concerned by fingerprint only', async () => {
    const { app, events } = startService();
    await ask(app, adminRevoke({ ...BY_USER, reason: 'phone lost' }));
    await ask(app, adminRevoke({ ...BY_TOKEN, reason: 'phone found' }));

    const told = events.filter(({ name }) => name === 'adminRevoked').map(({ fields }) => fields);
    const always = {
      requestId: expect.any(String),
      receiptId: expect.any(String),
      adminId: 'ops1',
      via: 'api-key',
      userPoolId: SPA.userPoolId,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    };
    expect(told).toEqual([
      { ...always, target: 'user' },
      { ...always, target: 'refresh-token', clientId: SPA.clientId },
    ]);
  });

  test('to an admin of one pool, for that pool', async () => {
    const { app } = startService();
    const body = { ...BY_USER, userPoolId: SHOP.userPoolId };
    expect((await ask(app, adminRevoke(body, POOL_ADMIN_KEY))).status).toBe(200);
  });

  test('and the switches that are off may be said', async () => {
    const { app } = startService();
    const body = { ...BY_USER, endSso: false, disableUser: false, dryRun: false };
    expect((await ask(app, adminRevoke(body))).status).toBe(200);
  });

  test('T37 and the record says who did it, from where and why', async () => {
    const contexts: RequestContext[] = [];
    const { app, events } = startService({
      endSession: (_command, context) => {
        contexts.push(context);
        return Promise.resolve({
          status: 'revoked',
          receiptId: 'e0b4a3f2-0000-4000-8000-000000000001',
          effects: [],
        });
      },
    });

    const answer = await ask(app, adminRevoke(BY_USER));

    expect(contexts).toEqual([
      {
        requestId: answer.headers['x-request-id'],
        actor: { kind: 'admin', id: 'ops1', via: 'api-key' },
        clientAddress: expect.stringContaining('127.0.0.1'),
        reason: 'left the company',
      },
    ]);
    expect(events.at(-1)).toMatchObject({
      name: 'requestServed',
      fields: {
        route: 'POST /admin/revoke',
        adminId: 'ops1',
        receiptId: 'e0b4a3f2-0000-4000-8000-000000000001',
      },
    });
    expect(JSON.stringify(events)).not.toMatch(/\bada\b/);
    expect(JSON.stringify(events)).not.toContain('left the company');
  });
});

describe('POST /admin/revoke answers 202', () => {
  test('when the order was stored and Cognito has not confirmed yet', async () => {
    const { app } = startService({
      endSession: () =>
        Promise.resolve({
          status: 'accepted',
          receiptId: 'e0b4a3f2-0000-4000-8000-000000000001',
          effects: [{ effect: 'refreshToken', state: 'pending' }],
        }),
    });
    const answer = await ask(app, adminRevoke(BY_USER));
    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({ status: 'accepted' });
  });
});
