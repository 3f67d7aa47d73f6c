import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { ACCESS_TOKEN, ADMIN_KEY } from '../../support/http/credentials.ts';
import { PROTECTED_USER, startService } from '../../support/http/service.ts';
import { knownUser } from '../../support/cognito/user-ports.ts';

const { userPoolId } = SPA;
const SUB = '0f0e0d0c-0000-4000-8000-000000000001';
const ADA = knownUser('ada', { sub: SUB, aliases: ['ada@example.com'] });
const SILENT = { kind: 'retry', cause: 'timeout', exceptionName: undefined } as const;

describe('POST /admin/revoke takes a user by what an admin knows', () => {
  test.each([{ username: 'ada@example.com' }, { sub: SUB }, { email: 'ada@example.com' }])(
    '%j is the user whom Cognito finds, by the name that Cognito has',
    async (target) => {
      const { app, cognito } = startService();
      cognito.lookup = { kind: 'found', user: ADA };
      const answer = await ask(app, adminRevoke({ ...target, userPoolId, reason: 'because' }));
      expect(answer.status).toBe(200);
      expect(cognito.calls).toEqual([{ operation: 'AdminUserGlobalSignOut', userPoolId, username: 'ada' }]);
    },
  );

  test('the pool need not be named where only one is configured', async () => {
    const { app, cognito } = startService({ clients: [SPA, WEB] });
    expect((await ask(app, adminRevoke({ username: 'ada', reason: 'because' }))).status).toBe(200);
    expect(cognito.calls).toMatchObject([{ userPoolId }]);
  });

  test('an order by name goes on while Cognito does not say who that is', async () => {
    const { app, cognito } = startService();
    cognito.lookup = SILENT;
    const answer = await ask(app, adminRevoke({ ...BY_USER, userPoolId: SHOP.userPoolId }));
    expect(answer.status).toBe(200);
    expect(cognito.calls).toMatchObject([{ operation: 'AdminUserGlobalSignOut', username: 'ada' }]);
  });

  test('an order by e-mail address does not, and may be given again', async () => {
    const { app, cognito } = startService();
    cognito.lookup = SILENT;
    const answer = await ask(app, adminRevoke({ email: 'ada@example.com', userPoolId, reason: 'because' }));
    expect([answer.status, answer.json['code']]).toEqual([503, 'not-durable']);
    expect(answer.headers['retry-after']).toBe('2');
    expect(cognito.calls).toEqual([]);
  });

  test('the audit trail has the name and the sub, whatever the admin said', async () => {
    const { app, cognito } = startService();
    cognito.lookup = { kind: 'found', user: ADA };
    await ask(app, adminRevoke({ email: 'ada@example.com', userPoolId, reason: 'because' }));
    const { events } = (await ask(app, adminGet('/admin/audit'))).json;
    expect(events).toMatchObject([
      { kind: 'final', act: 'end-user-sessions', user: 'ada', sub: SUB, actor: { id: 'ops1' } },
      { kind: 'accepted', act: 'end-user-sessions', user: 'ada', sub: SUB, reason: 'because' },
    ]);
    expect(JSON.stringify(events)).not.toContain('ada@example.com');
  });

  test.each([
    ['to disable the user', { disableUser: true }, { disableUser: true }],
    ['to end managed logins', { endSso: true }, { endSso: true }],
    ['both', { disableUser: true, endSso: true }, { disableUser: true, endSso: true }],
    ['neither', { disableUser: false, endSso: false }, {}],
  ])('each event says what an order was to do besides: %s', async (_, switches, kept) => {
    const { app } = startService();
    for (const body of [{ dryRun: true }, {}, {}])
      expect((await ask(app, adminRevoke({ ...BY_USER, ...switches, ...body }))).status).toBeLessThan(300);
    const { events } = (await ask(app, adminGet('/admin/audit?order=oldest-first'))).json;
    const told = (events as readonly Readonly<Record<string, unknown>>[]).map(
      ({ kind, disableUser, endSso }) => ({ kind, disableUser, endSso }),
    );
    for (const kind of ['dry-run', 'accepted', 'final']) expect(told).toContainEqual({ kind, ...kept });
    for (const { kind: _kind, ...rest } of told) expect(rest).toEqual(kept);
  });

  test('one session of the user ends alone', async () => {
    const { app, cognito } = startService();
    const answer = await ask(app, adminRevoke({ ...BY_USER, sessionId: 'tkn1', endSso: true }));
    expect(answer.status).toBe(200);
    expect(cognito.calls).toEqual([
      { operation: 'AdminRevokeUserSession', userPoolId, username: 'ada', sessionId: 'tkn1', endSso: true },
    ]);
  });

  test('and disables the user and ends managed logins, if asked to', async () => {
    const { app, cognito } = startService();
    cognito.listing = { kind: 'listed', sessions: [{ sessionId: 'sso1', kind: 'sso', isCurrent: false }] };
    const answer = await ask(app, adminRevoke({ ...BY_USER, disableUser: true, endSso: true }));
    expect(cognito.calls.map(({ operation }) => operation)).toEqual([
      'AdminDisableUser',
      'AdminListUserSessions',
      'AdminRevokeUserSession',
      'AdminUserGlobalSignOut',
    ]);
    expect(answer.json['effects']).toMatchObject([
      { effect: 'refreshToken', state: 'dead' },
      { effect: 'accessTokens', state: 'expires' },
      { effect: 'managedLogin', state: 'alive', remedy: 'endSso' },
      { effect: 'signIn', state: 'dead' },
    ]);
  });

  test('T44 each of the new fields makes another request of the same Idempotency-Key', async () => {
    const { app } = startService();
    const keyed = (body: object) => {
      const question = adminRevoke(body);
      return { ...question, headers: { ...question.headers, 'Idempotency-Key': 'order-1' } };
    };
    await ask(app, keyed(BY_USER));
    for (const change of [{ disableUser: true }, { endSso: true }, { sessionId: 'tkn1' }])
      expect((await ask(app, keyed({ ...BY_USER, ...change }))).status).toBe(422);
    expect((await ask(app, keyed(BY_USER))).status).toBe(200);
  });
});

describe('POST /admin/revoke with dryRun', () => {
  test('says whom it found, what Cognito would be asked and what would come of it, and does nothing', async () => {
    const { app, cognito } = startService({ isFollowed: true });
    cognito.lookup = { kind: 'found', user: ADA };
    cognito.listing = { kind: 'listed', sessions: [{ sessionId: 'sso1', kind: 'sso', isCurrent: false }] };
    const body = { email: 'ada@example.com', userPoolId, reason: 'because', endSso: true, disableUser: true };

    const answer = await ask(app, adminRevoke({ ...body, dryRun: true }));

    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      status: 'dryRun',
      target: { userPoolId, username: 'ada', sub: SUB },
      calls: [
        { operation: 'AdminDisableUser', times: 1 },
        { operation: 'AdminListUserSessions', times: 1 },
        { operation: 'AdminRevokeUserSession', times: 1 },
        { operation: 'AdminUserGlobalSignOut', times: 1 },
        { operation: 'AdminListUserSessions', times: 1 },
      ],
      effects: [
        { effect: 'refreshToken', state: 'dead' },
        { effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' },
        { effect: 'managedLogin', state: 'dead' },
        { effect: 'signIn', state: 'dead' },
      ],
    });
    expect(cognito.calls.map(({ operation }) => operation)).toEqual(['AdminListUserSessions']);
  });

  test('leaves one event in the audit trail, and no idempotency key', async () => {
    const { app, cognito } = startService();
    const dry = adminRevoke({ ...BY_USER, dryRun: true });
    const keyed = (question: ReturnType<typeof adminRevoke>) => ({
      ...question,
      headers: { ...question.headers, 'Idempotency-Key': 'order-1' },
    });
    await ask(app, keyed(dry));
    expect((await ask(app, keyed(adminRevoke(BY_USER)))).status).toBe(200);
    expect(cognito.calls).toHaveLength(1);
    const { events } = (await ask(app, adminGet('/admin/audit?kind=dry-run'))).json;
    expect(events).toMatchObject([
      { kind: 'dry-run', act: 'end-user-sessions', user: 'ada', actor: { id: 'ops1' } },
    ]);
  });

  test.each([
    ['an access token', { accessToken: ACCESS_TOKEN }, { clientId: SPA.clientId }],
    ['an app client', { clientId: SPA.clientId, allUsers: true }, { clientId: SPA.clientId }],
    ['a user pool', { userPoolId, allUsers: true }, { userPoolId }],
  ])('denies nothing of %s', async (_, body, target) => {
    const { app, denials } = startService({ isFollowed: true });
    const answer = await ask(app, adminRevoke({ ...body, reason: 'because', dryRun: true }));
    expect(answer.json).toMatchObject({ status: 'dryRun', target, calls: [] });
    expect((await denials.since(undefined, 10)).denials).toEqual([]);
  });

  test('answers 404 for a session that is not there', async () => {
    const { app } = startService();
    const answer = await ask(app, adminRevoke({ ...BY_USER, sessionId: 'tkn1', dryRun: true }));
    expect([answer.status, answer.json['code']]).toEqual([404, 'session-not-found']);
  });

  test('answers 503 where Cognito does not say who it is', async () => {
    const { app, cognito } = startService();
    cognito.lookup = SILENT;
    expect((await ask(app, adminRevoke({ ...BY_USER, dryRun: true }))).status).toBe(503);
  });

  test.each([
    ['not-durable', '2', { kind: 'retry', cause: 'timeout', exceptionName: undefined }],
    [
      'client-misconfigured',
      '30',
      { kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' },
    ],
  ] as const)('answers 503 %s where Cognito does not list the sessions', async (code, after, listing) => {
    const { app, cognito } = startService();
    cognito.listing = listing;
    const answer = await ask(app, adminRevoke({ ...BY_USER, sessionId: 'tkn1', dryRun: true }));
    expect([answer.status, answer.json['code'], answer.headers['retry-after']]).toEqual([503, code, after]);
    expect(answer.json['detail']).toMatch(
      /^Cognito (does not say at the moment which|does not let).* sessions/,
    );
  });
});

describe('T42 POST /admin/revoke answers 403 for a protected account', () => {
  const body = { userPoolId, reason: 'because' };
  test.each([
    ['by its name', { username: PROTECTED_USER.name }],
    ['by another name of the same user', { username: 'some-alias' }],
    ['by its e-mail address', { email: 'root@example.com' }],
    ['for one session', { username: PROTECTED_USER.name, sessionId: 'tkn1' }],
    ['for a dry run', { username: PROTECTED_USER.name, dryRun: true }],
    ['to disable it', { username: PROTECTED_USER.name, disableUser: true }],
  ])('%s, does nothing, and keeps the attempt in the audit trail', async (_, target) => {
    const { app, cognito, events: told } = startService();
    cognito.lookup = { kind: 'found', user: knownUser(PROTECTED_USER.name) };

    const answer = await ask(app, adminRevoke({ ...body, ...target }));

    expect([answer.status, answer.json['code']]).toEqual([403, 'forbidden']);
    expect(answer.json['detail']).toContain('protected');
    expect(cognito.calls).toEqual([]);
    const { events } = (await ask(app, adminGet('/admin/audit'))).json;
    expect(events).toMatchObject([
      { kind: 'refused', user: PROTECTED_USER.name, actor: { id: 'ops1' }, reason: 'because' },
    ]);
    expect(JSON.stringify(events).includes('"disableUser":true')).toBe('disableUser' in target);
    expect(told).toContainEqual(expect.objectContaining({ name: 'adminRefused' }));
  });

  const tokensOf = (username: string) => ({
    verify: () =>
      Promise.resolve({
        tokenUse: 'access' as const,
        sub: SUB,
        username,
        clientId: SPA.clientId,
        userPoolId,
        originJti: 'origin-1',
        issuedAtSeconds: 1,
        expiresAtSeconds: 2,
        groups: [],
        scopes: [],
      }),
  });
  const byAccessToken = adminRevoke({ accessToken: ACCESS_TOKEN, reason: 'because' }, ADMIN_KEY);

  test.each([
    ['which names it', PROTECTED_USER.name, knownUser(PROTECTED_USER.name)],
    ['whose user is protected by an alias', 'c2f1', knownUser('c2f1', { aliases: [PROTECTED_USER.name] })],
  ])('and for one of its access tokens, %s', async (_, username, user) => {
    const { app, cognito, denials } = startService({ tokens: tokensOf(username) });
    cognito.lookup = { kind: 'found', user };
    expect((await ask(app, byAccessToken)).status).toBe(403);
    expect((await denials.since(undefined, 10)).denials).toEqual([]);
  });

  test('nor while nobody says whose access token it is, which is tried again then', async () => {
    const { app, cognito, denials } = startService({ tokens: tokensOf('c2f1') });
    cognito.lookup = { kind: 'retry', cause: 'timeout', exceptionName: undefined };
    const answer = await ask(app, byAccessToken);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, expect.any(String)]);
    expect((await denials.since(undefined, 10)).denials).toEqual([]);
  });

  test('and for one which names it also while Cognito does not answer', async () => {
    const { app, cognito, denials } = startService({ tokens: tokensOf(PROTECTED_USER.name) });
    cognito.lookup = SILENT;
    expect((await ask(app, byAccessToken)).status).toBe(403);
    expect((await denials.since(undefined, 10)).denials).toEqual([]);
  });

  test('but the access token of a user who was deleted is denied: nobody is left to protect', async () => {
    const { app, cognito, denials } = startService({ tokens: tokensOf('c2f1') });
    cognito.lookup = { kind: 'rejected', code: 'user-not-found', exceptionName: 'UserNotFoundException' };
    expect((await ask(app, byAccessToken)).status).toBe(200);
    expect((await denials.since(undefined, 10)).denials).toHaveLength(1);
  });

  test('while all tokens of its app client may be denied, which ends no session of it', async () => {
    const { app } = startService();
    const all = { clientId: SPA.clientId, allUsers: true, reason: 'because' };
    expect((await ask(app, adminRevoke(all))).status).toBe(200);
  });
});
