import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../support/http/answer.ts';
import { ask, type Question } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import {
  ACCESS_TOKEN,
  ACCESS_TOKEN_WITHOUT_SCOPE,
  ID_TOKEN,
  OTHER_REFRESH_TOKEN,
  REFRESH_TOKEN,
} from '../../support/http/credentials.ts';
import { NO_TOKENS } from '../../support/http/hostile-values.ts';
import { startService } from '../../support/http/service.ts';

const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Asks, and expects a 400 for which Cognito was not asked. */
async function refused(question: Omit<Question, 'path'> & { path?: string }, code = 'invalid-request') {
  const { app, cognito } = startService();
  const answer = await ask(app, { path: '/logout', ...question });
  expectRefusal(answer, code);
  expect(cognito.calls).toEqual([]);
  return answer;
}

function expectRefusal(answer: Answer, code: string): void {
  expect({ status: answer.status, code: answer.json['code'] }).toEqual({ status: 400, code });
}

describe('POST /logout answers 400 invalid-request and asks Cognito nothing', () => {
  test.each(Object.entries(NO_TOKENS))('T08 when refreshToken is %s', async (_what, refreshToken) => {
    const answer = await refused({ body: { ...BODY, refreshToken } });
    expect(answer.json['detail']).toBe(
      'The field "refreshToken" is not as it has to be: the refresh token of the session, 20 to 8192 of the characters A-Z a-z 0-9 . _ = -.',
    );
  });

  test.each(['accessToken', 'idToken'])('T08 when %s is no token', async (field) => {
    for (const value of Object.values(NO_TOKENS)) await refused({ body: { ...BODY, [field]: value } });
  });

  test.each([null, 1, true, [], ['spa1client2id3'], {}, '', 'a b', 'é', 'a'.repeat(129), 'a\0b', '../x'])(
    'T08 when clientId is %j',
    async (clientId) => {
      const answer = await refused({ body: { ...BODY, clientId } });
      expect(answer.json['detail']).toBe(
        'The field "clientId" is not as it has to be: the id of an app client, as Cognito shows it.',
      );
    },
  );

  test.each(['everywhere', 'endSso'])(
    'T08 when the switch %s is anything but true or false',
    async (field) => {
      for (const value of [null, 0, 1, 'true', 'false', 'yes', [], [true], {}]) {
        await refused({ body: { ...BODY, accessToken: ACCESS_TOKEN, [field]: value } });
      }
    },
  );

  test.each(['TRUE', '1', 'on', '', 'yes'])('T08 when a switch of a form is %j', async (value) => {
    await refused({ headers: FORM, body: new URLSearchParams({ ...BODY, endSso: value }).toString() });
  });

  test.each([
    'refresh_token',
    'token',
    'RefreshToken',
    'redirect',
    'logout_uri',
    'region',
    'endpoint',
    'userPoolId',
  ])('T09 T50 when the body has the unknown field %s', async (field) => {
    const answer = await refused({ body: { ...BODY, [field]: 'https://evil.example' } });
    expect(answer.text).not.toContain('evil');
    expect(answer.text).not.toContain(`"${field}"`);
  });

  test('T07 when the body has __proto__, constructor or prototype, and nothing is polluted', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const body = `{"${name}":{"polluted":1,"everywhere":true},"refreshToken":"${REFRESH_TOKEN}"}`;
      await refused({ headers: JSON_TYPE, body });
      await refused({ headers: FORM, body: `${name}=1&refreshToken=${REFRESH_TOKEN}` });
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('when the refresh token is missing', async () => {
    await refused({ body: { clientId: SPA.clientId } });
    await refused({ headers: FORM, body: `clientId=${SPA.clientId}` });
    await refused({}, 'unknown-client');
  });

  test.each([
    'null',
    '[]',
    '"text"',
    '1',
    'true',
    ' ',
    '{',
    '{]',
    "{'a':1}",
    '{"a":1,}',
    'NaN',
    '{}{}',
    '\ufeff',
  ])('T30 when the body is %j', async (body) => {
    await refused({ headers: JSON_TYPE, body });
  });

  test('T30 when the body is cut off in the middle of the token, without repeating it', async () => {
    await refused({ headers: JSON_TYPE, body: `{"refreshToken":"${REFRESH_TOKEN}` });
  });

  test('T06 when the body is nested thousands of levels deep', async () => {
    await refused({ headers: JSON_TYPE, body: '['.repeat(8000) });
    await refused({ headers: JSON_TYPE, body: `${'['.repeat(8000)}${']'.repeat(8000)}` });
    await refused({ headers: JSON_TYPE, body: `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}` });
    await refused({ headers: JSON_TYPE, body: `{"refreshToken":${'['.repeat(8000)}${']'.repeat(8000)}}` });
  });

  test('T09 when a field occurs twice, in JSON or in a form, also if it is written differently', async () => {
    const [a, b] = [REFRESH_TOKEN, OTHER_REFRESH_TOKEN];
    await refused({ headers: JSON_TYPE, body: `{"refreshToken":"${a}","refreshToken":"${b}"}` });
    await refused({ headers: JSON_TYPE, body: `{"refreshToken":"${a}","refreshToken":"${a}"}` });
    await refused({ headers: JSON_TYPE, body: `{"refreshToken":"${a}","refresh\\u0054oken":"${b}"}` });
    await refused({ headers: JSON_TYPE, body: `{"refreshToken":{"x":"}"},"refreshToken" : "${b}"}` });
    await refused({ headers: FORM, body: `refreshToken=${a}&refreshToken=${b}` });
    await refused({ headers: FORM, body: `refreshToken=${a}&refresh%54oken=${b}` });
    await refused({ headers: FORM, body: `refreshToken[]=${a}&refreshToken[]=${b}` });
  });

  test('when a form is badly percent-encoded, or the body is no UTF-8', async () => {
    await refused({ headers: FORM, body: `refreshToken=${REFRESH_TOKEN}%E0%A4%A` });
    await refused({ headers: FORM, body: `refreshToken=${REFRESH_TOKEN}%` });
    const bytes = Buffer.concat([
      Buffer.from(`{"refreshToken":"${REFRESH_TOKEN}`),
      Buffer.from([0xff, 0x22, 0x7d]),
    ]);
    await refused({ headers: JSON_TYPE, body: bytes });
  });

  test('T09 when there is anything in the URL, and none of it is logged', async () => {
    const { app, events, cognito } = startService();

    for (const query of [`?refreshToken=${REFRESH_TOKEN}`, '?', '?a[b]=c&__proto__=d']) {
      const answer = await askRaw(app, [`POST /logout${query} HTTP/1.1`, 'Host: a.example']);
      expectRefusal(answer, 'invalid-request');
    }

    expect(cognito.calls).toEqual([]);
    expect(JSON.stringify(events)).not.toContain(REFRESH_TOKEN);
    expect(events.map(({ fields }) => fields['route'])).toEqual(Array(3).fill('POST /logout'));
  });

  test('T09 when body and Authorization header have different access tokens', async () => {
    const Authorization = `Bearer ${ACCESS_TOKEN_WITHOUT_SCOPE}`;
    await refused({ headers: { Authorization }, body: { ...BODY, accessToken: ACCESS_TOKEN } });
  });

  test('when what the Authorization header has after Bearer is no token', async () => {
    for (const value of ['Bearer !', 'Bearer a b', 'Bearer abc', `Bearer ${'a'.repeat(9000)}`, 'Bearer  =']) {
      const { json } = await refused({ headers: { Authorization: value }, body: BODY });
      expect(json['detail']).toBe('What the Authorization header has after "Bearer" is no token.');
    }
  });

  test('when everything is to end, and no access token came along or one without the scope', async () => {
    await refused({ body: { ...BODY, everywhere: true } });
    await refused({ body: { ...BODY, everywhere: true, idToken: ID_TOKEN } });
    const body = { ...BODY, everywhere: true, accessToken: ACCESS_TOKEN_WITHOUT_SCOPE };
    const answer = await refused({ body });
    expect(answer.json['detail']).toContain('aws.cognito.signin.user.admin');
  });

  test.each([
    ['Host', 'a.example', 'b.example'],
    ['Authorization', `Bearer ${ACCESS_TOKEN}`, `Bearer ${ID_TOKEN}`],
    ['Origin', 'https://spa.example.com', 'https://evil.example'],
    ['Content-Type', 'application/json', 'text/plain'],
  ])('T26 when the header %s is there twice', async (name, first, second) => {
    const { app, cognito } = startService();
    const body = JSON.stringify(BODY);
    const others = { Host: 'a.example', 'Content-Type': 'application/json', 'Content-Length': body.length };
    const lines = [
      'POST /logout HTTP/1.1',
      ...Object.entries(others).flatMap(([other, value]) => (other === name ? [] : [`${other}: ${value}`])),
      `${name}: ${first}`,
      `${name.toLowerCase()}: ${second}`,
    ];

    expectRefusal(await askRaw(app, lines, body), 'invalid-request');
    expect(cognito.calls).toEqual([]);
  });
});

describe('POST /logout in cookie mode answers 400, asks Cognito nothing, and clears the cookies', () => {
  const SITE = { 'Sec-Fetch-Site': 'same-origin' };

  test.each([
    [
      'T16 when the cookie is there twice',
      `__Host-rt=${REFRESH_TOKEN}; __Host-rt=${OTHER_REFRESH_TOKEN}`,
      {},
    ],
    [
      'T16 when another of its cookies is there twice',
      `__Host-rt=${REFRESH_TOKEN}; __Host-at=a; __Host-at=b`,
      {},
    ],
    ['T17 when the cookie is badly percent-encoded', '__Host-rt=%E0%A4%A', {}],
    ['T17 when the cookie is empty', '__Host-rt=', {}],
    ['T17 when the cookie has illegal characters', `__Host-rt=${REFRESH_TOKEN}<>`, {}],
    ['T17 when the access token cookie is odd', `__Host-rt=${REFRESH_TOKEN}; __Host-at=%00`, {}],
    [
      'T09 when the body has another token',
      `__Host-rt=${REFRESH_TOKEN}`,
      { refreshToken: OTHER_REFRESH_TOKEN },
    ],
    ['when only the access token cookie came', `__Host-at=${ACCESS_TOKEN}`, {}],
    [
      'when the body has an unknown field',
      `__Host-rt=${REFRESH_TOKEN}`,
      { redirect: 'https://evil.example' },
    ],
  ])('%s', async (_what, Cookie, body) => {
    const answer = await refused({ headers: { ...SITE, Cookie }, body });
    expect(answer.setCookie).toHaveLength(3);
  });

  test('T16 when the cookie is there twice in two Cookie headers', async () => {
    const { app, cognito } = startService();
    const answer = await askRaw(app, [
      'POST /logout HTTP/1.1',
      'Host: a.example',
      'Sec-Fetch-Site: same-origin',
      `Cookie: __Host-rt=${REFRESH_TOKEN}`,
      `Cookie: __Host-rt=${OTHER_REFRESH_TOKEN}`,
    ]);
    expectRefusal(answer, 'invalid-request');
    expect(answer.setCookie).toHaveLength(3);
    expect(cognito.calls).toEqual([]);
  });
});

describe('POST /logout answers 400', () => {
  test('unknown-client for an app client that is not configured, and none that could be guessed', async () => {
    await refused({ body: { ...BODY, clientId: 'nobody' } }, 'unknown-client');
    await refused({ body: { refreshToken: REFRESH_TOKEN } }, 'unknown-client');
    await refused(
      { headers: { Origin: 'https://evil.example' }, body: { refreshToken: REFRESH_TOKEN } },
      'unknown-client',
    );
    for (const clientId of ['constructor', '__proto__', 'toString']) {
      await refused({ body: { ...BODY, clientId } }, 'unknown-client');
    }
  });

  test('unsupported-token-type for an access token or ID token in place of the refresh token', async () => {
    for (const refreshToken of [ACCESS_TOKEN, ID_TOKEN]) {
      await refused({ body: { ...BODY, refreshToken } }, 'unsupported-token-type');
    }
  });

  test.each(['unsupported-token-type', 'token-not-of-client'] as const)(
    '%s when Cognito says so',
    async (code) => {
      const { app, cognito } = startService();
      cognito.outcome = { kind: 'rejected', code, exceptionName: 'SomeException' };
      const answer = await ask(app, { path: '/logout', body: BODY });
      expectRefusal(answer, code);
      expect(answer.text).not.toContain('SomeException');
    },
  );

  test('when it comes from the origin of one app client and names another one, whose cookies are then not read', async () => {
    const { app, cognito } = startService();
    const headers = {
      Origin: 'https://web.example.com',
      Cookie: `__Host-rt=${REFRESH_TOKEN}; shop_rt=${OTHER_REFRESH_TOKEN}`,
    };
    const answer = await ask(app, { path: '/logout', headers, body: { clientId: SHOP.clientId } });
    expectRefusal(answer, 'invalid-request');
    expect(answer.setCookie).toEqual([]);
    expect(cognito.calls).toEqual([]);
  });
});
