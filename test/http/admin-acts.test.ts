import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../src/errors/service-error.ts';
import { ALL_ADMIN_ACTS, type AdminAct } from '../../src/revocation/admin-act.ts';
import { BY_TOKEN, BY_USER, adminGet, adminRevoke } from '../support/http/questions/admin-questions.ts';
import { ask } from '../support/http/ask.ts';
import { SPA } from '../support/http/app-clients.ts';
import { ACCESS_TOKEN, ADMIN_KEY, NO_ADMIN_TOKEN } from '../support/http/credentials.ts';
import { adminPost } from '../support/http/parked-intents.ts';
import { adminOf, adminsKnowing } from '../support/http/in-memory-ports.ts';
import { NOW_MS, startService } from '../support/http/service.ts';
import { memoryStorage } from '../support/storage/memory-storage.ts';
import { turnOn } from '../support/http/questions/token-revocation-questions.ts';

const SUB = '0f0e0d0c-0000-4000-8000-000000000001';

function serviceFor(acts: readonly AdminAct[]) {
  const admin = adminOf('ops1', 'all', acts);
  const { audit } = memoryStorage({ nowMs: () => NOW_MS });
  const admins = adminsKnowing({ [ADMIN_KEY]: { kind: 'authenticated', admin } });
  const trail = async () =>
    (await audit.query({ limit: 10, order: 'oldest-first' })).records.map(({ event }) => event);
  return { ...startService({ admins, audit }), trail };
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
    'without %s requests %s are answered 403, which names it, and stand in the audit trail',
    async (act, _what, question) => {
      const { app, cognito, events, trail } = serviceFor(ALL_ADMIN_ACTS.filter((other) => other !== act));

      const answer = await ask(app, question);

      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({ code: 'forbidden', detail: expect.stringContaining(act) });
      expect(cognito.calls).toEqual([]);
      const actor = { kind: 'admin', id: 'ops1', via: 'api-key' };
      const requestId = answer.headers['x-request-id'];
      expect(await trail()).toMatchObject([{ kind: 'forbidden', lacks: 'act', act, actor, requestId }]);
      expect(events).toContainEqual({
        name: 'adminRefused',
        fields: { requestId, clientAddress: expect.any(String), why: 'lacks-act' },
      });
    },
  );

  test.each([
    ['a name', { username: 'ada' }, 'ada'],
    ['a sub', { sub: SUB }, SUB],
    ['an e-mail address', { email: 'ada@example.com' }, undefined],
    ['an e-mail address as a name', { username: 'ada@example.com' }, undefined],
    ['a phone number as a name', { username: '+4930123456' }, undefined],
  ])(
    'the audit trail says of whom they asked by %s, and never an e-mail address',
    async (_, target, user) => {
      const { app, trail } = serviceFor(['read-audit']);
      const { userPoolId } = SPA;
      await ask(app, adminRevoke({ ...target, userPoolId, reason: 'x' }));
      const [event] = await trail();
      expect(event).toMatchObject({ kind: 'forbidden', act: 'end-sessions-by-user', userPoolId });
      expect((event as { user?: string }).user).toBe(user);
      expect(JSON.stringify(event)).not.toMatch(/@|\+49|4930123/);
    },
  );

  test('what an admin is refused stays refused when that cannot be written down', async () => {
    const admin = adminOf('ops1', 'all', []);
    const { audit } = memoryStorage({ nowMs: () => NOW_MS });
    const { app } = startService({
      admins: adminsKnowing({ [ADMIN_KEY]: { kind: 'authenticated', admin } }),
      audit: { ...audit, record: () => Promise.reject(new ServiceError('not-durable', 'no')) },
    });
    expect((await ask(app, adminRevoke(BY_USER))).status).toBe(403);
  });

  test('nobody who proves no admin leaves an event in the audit trail', async () => {
    const { app, trail } = serviceFor(ALL_ADMIN_ACTS);
    for (const credential of ['unknown', NO_ADMIN_TOKEN]) await ask(app, adminRevoke(BY_USER, credential));
    expect(await trail()).toEqual([]);
  });

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
