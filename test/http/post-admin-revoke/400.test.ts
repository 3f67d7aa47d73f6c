import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask, type Question } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { ACCESS_TOKEN, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { NO_TOKENS } from '../../support/http/hostile-values.ts';
import { startService } from '../../support/http/service.ts';

async function refused(question: Question, code = 'invalid-request') {
  const { app, cognito } = startService();
  const answer = await ask(app, question);
  expect({ status: answer.status, code: answer.json['code'] }).toEqual({ status: 400, code });
  expect(cognito.calls).toEqual([]);
  return answer;
}

describe('POST /admin/revoke answers 400 and asks Cognito nothing', () => {
  test.each([
    ['no target', {}],
    ['a refresh token without its app client', { refreshToken: REFRESH_TOKEN }],
    ['an app client alone', { clientId: SPA.clientId }],
    ['a user twice', { username: 'ada', email: 'ada@example.com', userPoolId: SPA.userPoolId }],
    ['a user and all users', { ...BY_USER, allUsers: true }],
    ['a pool alone', { userPoolId: SPA.userPoolId }],
    ['a session without the user', { sessionId: 'tkn123' }],
    ['two targets', { ...BY_TOKEN, ...BY_USER }],
    ['a refresh token and a user', { refreshToken: REFRESH_TOKEN, username: 'ada' }],
    ['a refresh token and an access token', { ...BY_TOKEN, accessToken: ACCESS_TOKEN }],
    ['an access token and an app client', { accessToken: ACCESS_TOKEN, clientId: SPA.clientId }],
  ])('when the body names %s', async (_what, target) => {
    const answer = await refused(adminRevoke({ ...target, reason: 'because' }));
    expect(answer.json['detail']).toBe(
      'Name exactly one target: refreshToken and clientId; accessToken; a user, by one of username, sub and email, with userPoolId, and with sessionId for one session; or allUsers with clientId or userPoolId.',
    );
  });

  test.each([
    undefined,
    null,
    '',
    ' ',
    '\t',
    1,
    [],
    {},
    'a\nb',
    'a\u0000b',
    '\ud800',
    'a\u2028b',
    'x'.repeat(501),
  ])('when the reason is %j', async (reason) => {
    const answer = await refused(adminRevoke({ ...BY_USER, reason }));
    expect(answer.json['detail']).toMatch(/"reason"/);
  });

  test('when the reason is missing, and says that it is and what it is', async () => {
    const answer = await refused(adminRevoke(`{"username":"ada","userPoolId":"${SPA.userPoolId}"}`));
    expect(answer.json['detail']).toMatch(/^The field "reason" is missing: why the session is ended, /);
  });

  test.each(Object.entries(NO_TOKENS))('T08 when refreshToken is %s', async (_what, refreshToken) => {
    const answer = await refused(adminRevoke({ ...BY_TOKEN, refreshToken }));
    expect(answer.json['detail']).toBe(
      'The field "refreshToken" is not as it has to be: the refresh token of the session to end, 20 to 8192 of the characters A-Z a-z 0-9 . _ = -.',
    );
  });

  test.each([null, '', 1, [], ['ada'], {}, 'a b', 'a\0', 'a\r\nb', '\udc00', 'a'.repeat(129), ' ada'])(
    'T08 when username is %j',
    async (username) => {
      await refused(adminRevoke({ ...BY_USER, username }));
    },
  );

  test.each([
    null,
    '',
    1,
    [],
    {},
    'eu-west-1',
    'eu-west-1_',
    '../eu-west-1_Pool1',
    'eu-west-1_Pool1\n',
    'x'.repeat(60),
  ])('T08 T50 when userPoolId is %j', async (userPoolId) => {
    await refused(adminRevoke({ ...BY_USER, userPoolId }));
  });

  test.each(['endSso', 'disableUser', 'dryRun'])(
    'T08 when %s is anything but true or false',
    async (field) => {
      for (const value of [null, 1, 'true', [], {}])
        await refused(adminRevoke({ ...BY_USER, [field]: value }));
    },
  );

  test('T07 T09 when the body has a field that is not known, or the same one twice', async () => {
    await refused(adminRevoke({ ...BY_USER, region: 'us-east-1' }));
    await refused(
      adminRevoke(`{"__proto__":{"dryRun":true},"username":"ada","userPoolId":"${SPA.userPoolId}"}`),
    );
    await refused(adminRevoke('{"username":"ada","username":"bob","reason":"x"}'));
  });

  test.each(['', 'null', '[]', '{', '['.repeat(8000)])('T30 when the body is %j', async (body) => {
    await refused(adminRevoke(body));
  });

  test('T09 when there is anything in the URL', async () => {
    await refused({ ...adminRevoke(BY_USER), path: '/admin/revoke?username=ada' });
  });

  test('unknown-client for an app client that is not configured', async () => {
    await refused(adminRevoke({ ...BY_TOKEN, clientId: 'nobody' }), 'unknown-client');
  });

  test('unsupported-token-type for an access token in place of the refresh token', async () => {
    await refused(adminRevoke({ ...BY_TOKEN, refreshToken: ACCESS_TOKEN }), 'unsupported-token-type');
  });
});

describe('POST /admin/revoke answers 400 and says what to do', () => {
  test('to a user without the pool, where there are several', async () => {
    const { json } = await refused(adminRevoke({ username: 'ada', reason: 'because' }));
    expect(json['detail']).toBe('Name the user pool too, as userPoolId: more than one is configured.');
  });

  test('to an e-mail address that several users have, of whom it names none', async () => {
    const { app, cognito } = startService();
    cognito.lookup = { kind: 'several' };
    const body = { email: 'ada@example.com', userPoolId: SPA.userPoolId, reason: 'because' };
    const answer = await ask(app, adminRevoke(body));
    expect([answer.status, answer.json['code']]).toEqual([400, 'invalid-request']);
    expect(answer.json['detail']).toMatch(/^More than one user .* by username or sub/);
    expect(cognito.calls).toEqual([]);
  });

  test.each([
    ['endSso', { accessToken: ACCESS_TOKEN, endSso: true }],
    ['endSso', { clientId: SPA.clientId, allUsers: true, endSso: true }],
    ['disableUser', { ...BY_TOKEN, disableUser: true }],
    ['disableUser', { ...BY_USER, sessionId: 'tkn123', disableUser: true }],
  ])('to %s with a target that it does not go with', async (field, body) => {
    const { json } = await refused(adminRevoke({ ...body, reason: 'because' }));
    expect(json['detail']).toContain(`"${field}" goes with`);
  });

  test.each(['ada', 'ada@', '@b', 'a b@c', 'a"@c', 'a\\@c', 'a@b@c', 'a\n@c', `${'a'.repeat(240)}@b`, 7])(
    'T08 to the e-mail address %j',
    async (email) => {
      await refused(adminRevoke({ email, userPoolId: SPA.userPoolId, reason: 'because' }));
    },
  );

  test.each(['ada', '', '0F0E0D0C-0000-4000-8000-000000000001', 'x" or sub ^= "'])(
    'T08 to the sub %j',
    async (sub) => {
      await refused(adminRevoke({ sub, userPoolId: SPA.userPoolId, reason: 'because' }));
    },
  );
});
