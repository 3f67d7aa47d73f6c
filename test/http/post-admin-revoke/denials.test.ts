import { describe, expect, test } from '@jest/globals';
import { adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import {
  ACCESS_TOKEN,
  ADMIN_KEY,
  FOREIGN_ACCESS_TOKEN,
  FORGED_ACCESS_TOKEN,
  POOL_ADMIN_KEY,
} from '../../support/http/credentials.ts';
import { DENIED_SESSION } from '../../support/http/questions/reader-questions.ts';
import { NOW_MS, startService } from '../../support/http/service.ts';

const reason = 'stolen laptop';
const notBeforeSeconds = NOW_MS / 1000 + 1;

describe('POST /admin/revoke puts access tokens on the denylist, and asks Cognito nothing', () => {
  test.each([
    ['of a session', { accessToken: ACCESS_TOKEN }, { kind: 'session', userPoolId: SPA.userPoolId }],
    [
      'of an app client',
      { clientId: SPA.clientId, allUsers: true },
      { kind: 'app-client', clientId: SPA.clientId, notBeforeSeconds },
    ],
    [
      'of a user pool',
      { userPoolId: SPA.userPoolId, allUsers: true },
      { kind: 'user-pool', userPoolId: SPA.userPoolId, notBeforeSeconds },
    ],
  ])('%s, with a receipt and an event in the audit trail', async (_what, target, denial) => {
    const { app, cognito, denials } = startService({ isFollowed: true });
    const { status, json } = await ask(app, adminRevoke({ ...target, reason }));
    expect(status).toBe(200);
    expect(json['effects']).toEqual([
      { effect: 'refreshToken', state: 'notRequested' },
      { effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' },
      { effect: 'managedLogin', state: 'notRequested' },
    ]);
    expect(cognito.calls).toEqual([]);
    expect((await denials.since(undefined, 10)).denials).toEqual([expect.objectContaining(denial)]);

    const receipt = await ask(app, {
      method: 'GET',
      path: `/admin/receipts/${String(json['receiptId'])}`,
      headers: { Authorization: `Bearer ${ADMIN_KEY}` },
    });
    expect(receipt.json).toMatchObject({
      status: 'revoked',
      events: [{ kind: 'denied', act: 'deny-access-tokens', tokensOf: denial.kind, reason }],
    });
  });

  test('and has an event for each order, also where its tokens were denied before', async () => {
    const { app, denials } = startService({ isFollowed: true });
    const receipts = [];
    for (let order = 0; order < 2; order += 1) {
      const { json } = await ask(app, adminRevoke({ accessToken: ACCESS_TOKEN, reason }));
      const path = `/admin/receipts/${String(json['receiptId'])}`;
      receipts.push(await ask(app, adminGet(path)));
    }
    expect((await denials.since(undefined, 10)).denials).toHaveLength(1);
    expect(receipts.map(({ status, json }) => [status, json['status']])).toEqual([
      [200, 'revoked'],
      [200, 'revoked'],
    ]);
  });

  test('of a session also while Cognito does not answer, where nobody of its user pool is protected', async () => {
    const { app, cognito, denials } = startService();
    cognito.lookup = { kind: 'retry', cause: 'timeout', exceptionName: undefined };
    const answer = await ask(app, adminRevoke({ accessToken: FOREIGN_ACCESS_TOKEN, reason }));
    expect(answer.status).toBe(200);
    expect((await denials.since(undefined, 10)).denials).toMatchObject([{ userPoolId: SHOP.userPoolId }]);
  });

  test('and claims nothing where nobody follows the feed', async () => {
    const { app } = startService();
    const { json } = await ask(app, adminRevoke({ accessToken: ACCESS_TOKEN, reason }));
    expect(json['effects']).toContainEqual(
      expect.objectContaining({ effect: 'accessTokens', state: 'expires' }),
    );
  });

  test.each([
    ['a forged access token', { accessToken: FORGED_ACCESS_TOKEN }, 400],
    [
      'an app client without allUsers, as when the refresh token was forgotten',
      { clientId: SPA.clientId },
      400,
    ],
    ['a user pool without allUsers', { userPoolId: SPA.userPoolId }, 400],
    ['allUsers without whose', { allUsers: true }, 400],
    ['an app client that is not configured', { clientId: 'unknown', allUsers: true }, 400],
  ])('but nothing for %s', async (_what, target, status) => {
    const { app, denials } = startService();
    expect((await ask(app, adminRevoke({ ...target, reason }))).status).toBe(status);
    expect((await denials.since(undefined, 10)).denials).toEqual([]);
  });

  test.each([
    ['a session', { accessToken: ACCESS_TOKEN }],
    ['an app client', { clientId: SPA.clientId, allUsers: true }],
    ['a user pool', { userPoolId: SPA.userPoolId, allUsers: true }],
  ])('T42 and nothing for %s of a user pool that the admin may not touch', async (_what, target) => {
    const { app, denials } = startService();
    const mine = { accessToken: FOREIGN_ACCESS_TOKEN, reason };
    expect((await ask(app, adminRevoke(mine, POOL_ADMIN_KEY))).status).toBe(200);
    const answer = await ask(app, adminRevoke({ ...target, reason }, POOL_ADMIN_KEY));
    expect(answer.status).toBe(403);
    expect((await denials.since(undefined, 10)).denials).toEqual([
      expect.objectContaining({
        ...DENIED_SESSION,
        userPoolId: SHOP.userPoolId,
        expiresAtSeconds: expect.any(Number),
      }),
    ]);
  });
});
