import { describe, expect, test } from '@jest/globals';
import { ask, type Question } from '../../support/http/ask.ts';
import { BACKEND, SPA, WEB } from '../../support/http/app-clients.ts';
import {
  ACCESS_TOKEN,
  CALLER_SECRET,
  FORGED_ACCESS_TOKEN,
  ID_TOKEN,
  REFRESH_TOKEN,
} from '../../support/http/credentials.ts';
import { directoryOf } from '../../support/http/in-memory-ports.ts';
import { basic, oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

const PARAMETERS = { token: REFRESH_TOKEN, client_id: SPA.clientId };
const REVOCATION = {
  operation: 'RevokeToken',
  clientId: SPA.clientId,
  refreshToken: REFRESH_TOKEN,
  endSso: false,
};

/** Asks, expects success, and tells what Cognito was asked. */
async function revoked(question: Question, service = startService()) {
  const answer = await ask(service.app, question);
  expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '{}' });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  return service.cognito.calls;
}

const withBackend = () =>
  startService({ appClients: directoryOf([SPA, BACKEND], { [BACKEND.clientId]: CALLER_SECRET }) });

describe('POST /oauth2/revoke answers 200 with {}', () => {
  test('RFC 7009 section 2.1: to token and client_id in a form, once Cognito has revoked the token', async () => {
    expect(await revoked(oauthRevoke(PARAMETERS))).toEqual([REVOCATION]);
  });

  test('to the same parameters as JSON, also if optional ones are null', async () => {
    expect(await revoked({ path: '/oauth2/revoke', body: PARAMETERS })).toEqual([REVOCATION]);
    const body = { ...PARAMETERS, client_secret: null, client_assertion: null };
    expect(await revoked({ path: '/oauth2/revoke', body })).toEqual([REVOCATION]);
  });

  test.each(['refresh_token', 'access_token', 'id_token', 'made_up', ''])(
    'RFC 7009 section 2.1: whatever the hint says about the token: %j',
    async (token_type_hint) => {
      expect(await revoked(oauthRevoke({ ...PARAMETERS, token_type_hint }))).toEqual([REVOCATION]);
    },
  );

  test('RFC 6749 section 3.2: to a request with parameters that are not known, and with ones without a value', async () => {
    const more = {
      resource: 'x',
      ['__proto__']: 'y',
      constructor: 'z',
      client_secret: '',
      client_assertion: '',
    };
    expect(await revoked(oauthRevoke({ ...PARAMETERS, ...more }))).toEqual([REVOCATION]);
    const body = { ...PARAMETERS, nested: { token: 1 } };
    expect(await revoked({ path: '/oauth2/revoke', body })).toEqual([REVOCATION]);
  });

  test('RFC 7009 section 2.2: and cannot be told apart for a live, a revoked, an unknown, and an impossible token', async () => {
    const unsupported = 'unsupported-token-type';
    const exceptionName = 'UnsupportedTokenTypeException';
    const outcomes = [
      { kind: 'confirmed' },
      { kind: 'already-dead', exceptionName: 'InvalidParameterException' },
      { kind: 'rejected', code: unsupported, exceptionName },
    ] as const;
    const tokens = [REFRESH_TOKEN, 'x', 'not a token', ACCESS_TOKEN, 'é'.repeat(30)];
    const answers = await Promise.all(
      outcomes.flatMap((outcome) =>
        tokens.map(async (token) => {
          const { app, cognito } = startService();
          cognito.outcome = outcome;
          const { status, headers, text } = await ask(app, oauthRevoke({ ...PARAMETERS, token }));
          const { 'x-request-id': _id, date: _date, ...comparable } = headers;
          return JSON.stringify({ status, comparable, text });
        }),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"status":200');
  });

  test('RFC 7009 section 2.1: to access and ID tokens, and never asks Cognito, which knows no such revocation', async () => {
    for (const token of [ACCESS_TOKEN, ID_TOKEN, FORGED_ACCESS_TOKEN]) {
      const form = { ...PARAMETERS, token, token_type_hint: 'access_token' };
      expect(await revoked(oauthRevoke(form))).toEqual([]);
    }
  });

  test('RFC 7009 section 2.2: to what can be no token, and never asks Cognito', async () => {
    for (const token of ['x', 'not a token', 'a'.repeat(9000), `${REFRESH_TOKEN}%`, 'null', '\0']) {
      expect(await revoked(oauthRevoke({ ...PARAMETERS, token }))).toEqual([]);
    }
  });

  test('when the same token is revoked twice, which is one revocation: Cognito is asked once', async () => {
    const service = startService();
    await revoked(oauthRevoke(PARAMETERS), service);
    expect(await revoked(oauthRevoke(PARAMETERS), service)).toEqual([REVOCATION]);
  });

  test('and neither reads nor clears cookies', async () => {
    const { app, cognito } = startService();
    const headers = { Cookie: `__Host-rt=${REFRESH_TOKEN}`, 'Sec-Fetch-Site': 'cross-site' };
    const answer = await ask(app, oauthRevoke({ token: 'x', client_id: WEB.clientId }, headers));
    expect(answer.status).toBe(200);
    expect(answer.setCookie).toEqual([]);
    expect(cognito.calls).toEqual([]);
  });
});

describe('POST /oauth2/revoke finds the app client', () => {
  const token = REFRESH_TOKEN;
  const anySecret = 'a-secret-that-nobody-checks';
  const assertion = (claims: object) =>
    ['{"alg":"none"}', JSON.stringify(claims), '']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');

  test.each([
    ['id and any secret', `${SPA.clientId}:${anySecret}`],
    ['id and an empty secret', `${SPA.clientId}:`],
    ['id alone, without a colon', SPA.clientId],
    ['a secret with a colon and blanks', `${SPA.clientId}:a:b c%zz`],
    ['a form-encoded id', 'spa1client2%69d3:x'],
  ])('RFC 6749 section 2.3.1: in a Basic header: %s', async (_what, pair) => {
    expect(await revoked(oauthRevoke({ token }, basic(pair)))).toEqual([REVOCATION]);
  });

  test('RFC 7617 section 2: whatever the case of the scheme, and without padding', async () => {
    const pair = Buffer.from(`${SPA.clientId}:xx`).toString('base64url');
    for (const Authorization of [`basic ${pair}`, `BASIC  ${pair}`]) {
      expect(await revoked(oauthRevoke({ token }, { Authorization }))).toEqual([REVOCATION]);
    }
  });

  test('RFC 6749 section 2.3.1: in the body, with any secret or none', async () => {
    const client_secret = anySecret;
    expect(await revoked(oauthRevoke({ ...PARAMETERS, client_secret }))).toEqual([REVOCATION]);
  });

  test('in header and body, if both say the same', async () => {
    const form = { ...PARAMETERS, client_secret: anySecret };
    expect(await revoked(oauthRevoke(form, basic(`${SPA.clientId}:${anySecret}`)))).toEqual([REVOCATION]);
  });

  test('RFC 7523 section 3: as the subject of a client assertion, which needs no valid signature', async () => {
    const client_assertion = assertion({ iss: SPA.clientId, sub: SPA.clientId });
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    expect(await revoked(oauthRevoke({ token, client_assertion, client_assertion_type }))).toEqual([
      REVOCATION,
    ]);
  });

  test('by client_id beside an assertion that cannot be read', async () => {
    for (const client_assertion of ['x', 'a.b.c', assertion({}), assertion({ sub: 1 }), assertion([])]) {
      expect(await revoked(oauthRevoke({ ...PARAMETERS, client_assertion }))).toEqual([REVOCATION]);
    }
  });

  test('as the only one there is, if the request names none', async () => {
    for (const headers of [{}, { Authorization: `Bearer ${ACCESS_TOKEN}` }, { Authorization: 'Basic' }]) {
      const service = startService({ clients: [SPA] });
      expect(await revoked(oauthRevoke({ token }, headers), service)).toEqual([REVOCATION]);
    }
  });

  test.each([
    ['as they are', BACKEND.clientId, CALLER_SECRET],
    ['form-encoded', encodeURIComponent(BACKEND.clientId), encodeURIComponent(CALLER_SECRET)],
    ['one form-encoded, one not', encodeURIComponent(BACKEND.clientId), CALLER_SECRET],
  ])(
    'RFC 6749 section 2.3.1: and takes the right secret of a confidential one in a Basic header: %s',
    async (_what, id, secret) => {
      const calls = await revoked(oauthRevoke({ token }, basic(`${id}:${secret}`)), withBackend());
      expect(calls).toEqual([{ ...REVOCATION, clientId: BACKEND.clientId }]);
    },
  );

  test('RFC 6749 section 2.3.1: and takes the right secret of a confidential one in the body', async () => {
    const form = { token, client_id: BACKEND.clientId, client_secret: CALLER_SECRET };
    expect(await revoked(oauthRevoke(form), withBackend())).toHaveLength(1);
    expect(await revoked({ path: '/oauth2/revoke', body: form }, withBackend())).toHaveLength(1);
  });
});
