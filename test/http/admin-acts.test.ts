import { describe, expect, test } from '@jest/globals';
import { ALL_ADMIN_ACTS, type AdminAct } from '../../src/revocation/admin-act.ts';
import { BY_TOKEN, BY_USER, adminGet, adminRevoke } from '../support/http/questions/admin-questions.ts';
import { ask } from '../support/http/ask.ts';
import { SPA } from '../support/http/app-clients.ts';
import { ACCESS_TOKEN, ADMIN_KEY } from '../support/http/credentials.ts';
import { adminPost } from '../support/http/parked-intents.ts';
import { adminOf, adminsKnowing } from '../support/http/in-memory-ports.ts';
import { startService } from '../support/http/service.ts';
import { turnOn } from '../support/http/questions/token-revocation-questions.ts';

function serviceFor(acts: readonly AdminAct[]) {
  const admin = adminOf('ops1', 'all', acts);
  return startService({ admins: adminsKnowing({ [ADMIN_KEY]: { kind: 'authenticated', admin } }) });
}

const GUARDED = [
  ['end-sessions-by-token', 'of a refresh token', adminRevoke(BY_TOKEN)],
  ['end-sessions-by-token', 'of an access token', adminRevoke({ accessToken: ACCESS_TOKEN, reason: 'x' })],
  ['end-sessions-by-user', 'of a user', adminRevoke(BY_USER)],
  ['disable-users', 'that disable a user', adminRevoke({ ...BY_USER, disableUser: true })],
  ['end-sessions-by-id', 'of one session', adminRevoke({ ...BY_USER, sessionId: 'tkn1' })],
  [
    'deny-app-clients',
    'of an app client',
    adminRevoke({ clientId: SPA.clientId, allUsers: true, reason: 'x' }),
  ],
  [
    'deny-user-pools',
    'of a user pool',
    adminRevoke({ userPoolId: SPA.userPoolId, allUsers: true, reason: 'x' }),
  ],
  ['read-audit', 'of the audit trail', adminGet('/admin/audit')],
  ['read-clients', 'of the app clients', adminGet('/admin/clients')],
  ['manage-clients', 'to turn token revocation on', turnOn()],
  ['manage-parked', 'of what waits for an operator', adminGet('/admin/parked')],
  ['manage-parked', 'to retry it', adminPost('/admin/parked/retry', {})],
  ['manage-parked', 'to drop it', adminPost('/admin/parked/drop', { clientId: null, reason: 'x' })],
] as const;

describe('T42 an admin may do what is among their acts, and nothing else', () => {
  test.each(GUARDED)('%s opens requests %s', async (act, _what, question) => {
    const { app } = serviceFor(act === 'disable-users' ? [act, 'end-sessions-by-user'] : [act]);
    expect((await ask(app, question)).status).toBe(200);
  });

  test.each(GUARDED)(
    'without %s requests %s are answered 403, which names it',
    async (act, _what, question) => {
      const { app, cognito } = serviceFor(ALL_ADMIN_ACTS.filter((other) => other !== act));

      const answer = await ask(app, question);

      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({ code: 'forbidden', detail: expect.stringContaining(act) });
      expect(cognito.calls).toEqual([]);
    },
  );

  test('without read-audit a receipt is shown to the admin who gave the order, and to no other', async () => {
    const [mine, others] = [adminOf('ops1', 'all', ['end-sessions-by-user']), adminOf('ops2', 'all', [])];
    const { app } = startService({
      admins: adminsKnowing({
        [ADMIN_KEY]: { kind: 'authenticated', admin: mine },
        other: { kind: 'authenticated', admin: others },
      }),
    });
    const { receiptId } = (await ask(app, adminRevoke(BY_USER))).json;

    expect((await ask(app, adminGet(`/admin/receipts/${String(receiptId)}`))).status).toBe(200);
    expect((await ask(app, adminGet(`/admin/receipts/${String(receiptId)}`, 'other'))).status).toBe(404);
  });
});
