import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../support/http/answer.ts';
import { ask, type Question } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { OTHER_REFRESH_TOKEN, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { basic, FORM_TYPE, oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

const PARAMETERS = { token: REFRESH_TOKEN, client_id: SPA.clientId };
const JSON_TYPE = { 'Content-Type': 'application/json' };

function expectError(answer: Answer, error: string): void {
  expect(answer.status).toBe(400);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.json).toEqual({ error, error_description: expect.stringMatching(/^[A-Z][ -~]+\.$/) });
}

/** Asks, and expects a 400 for which Cognito was not asked. */
async function refused(question: Question): Promise<Answer> {
  const { app, cognito } = startService();
  const answer = await ask(app, question);
  expectError(answer, 'invalid_request');
  expect(cognito.calls).toEqual([]);
  return answer;
}

describe('POST /oauth2/revoke answers 400 invalid_request and asks Cognito nothing', () => {
  test('RFC 7009 section 2.1: when the token is missing or has no value', async () => {
    const { client_id } = PARAMETERS;
    for (const form of [{ client_id }, { client_id, token: '' }]) {
      const answer = await refused(oauthRevoke(form));
      expect(answer.json['error_description']).toBe('The parameter token is missing.');
      await refused({ path: '/oauth2/revoke', body: form });
    }
    await refused({ path: '/oauth2/revoke', headers: basic(SPA.clientId) });
  });

  test('RFC 6749 section 3.2: when a parameter is there twice, even one that is not known', async () => {
    const form = new URLSearchParams(PARAMETERS).toString();
    for (const more of [
      'token=x',
      'client_id=spa1client2id3',
      'to%6ben=x',
      'a=1&a=1',
      'token_type_hint=&token_type_hint=',
    ]) {
      await refused({ path: '/oauth2/revoke', headers: FORM_TYPE, body: `${form}&${more}` });
    }
    const body = `{"client_id":"${SPA.clientId}","token":"${REFRESH_TOKEN}","token":"${OTHER_REFRESH_TOKEN}"}`;
    await refused({ path: '/oauth2/revoke', headers: JSON_TYPE, body });
  });

  test.each(['token', 'client_id', 'client_secret', 'client_assertion'])(
    'T08 when %s is no string in JSON',
    async (name) => {
      for (const value of [1, true, false, [], [REFRESH_TOKEN], {}, { toString: 'x' }]) {
        await refused({ path: '/oauth2/revoke', body: { ...PARAMETERS, [name]: value } });
      }
    },
  );

  test('RFC 6749 section 2.3: when header, body and assertion name different app clients', async () => {
    await refused(oauthRevoke(PARAMETERS, basic(`${SHOP.clientId}:x`)));
    await refused(oauthRevoke(PARAMETERS, basic('madeup')));
    const claims = Buffer.from(JSON.stringify({ sub: SHOP.clientId })).toString('base64url');
    await refused(oauthRevoke({ ...PARAMETERS, client_assertion: `x.${claims}.x` }));
  });

  test('RFC 6749 section 2.3: when header and body have different secrets', async () => {
    await refused(oauthRevoke({ ...PARAMETERS, client_secret: 'x' }, basic(`${SPA.clientId}:y`)));
  });

  test('RFC 6749 section 2.3.1: when there is anything in the URL', async () => {
    for (const query of [`?token=${REFRESH_TOKEN}`, `?client_id=${SPA.clientId}`]) {
      await refused({ ...oauthRevoke(PARAMETERS), path: `/oauth2/revoke${query}` });
    }
  });

  test.each(['[]', '"x"', '{', 'null', ' '])(
    'T30 when the body is %j instead of a JSON object',
    async (body) => {
      await refused({ path: '/oauth2/revoke', headers: JSON_TYPE, body });
    },
  );

  test('RFC 6749 section 5.2: and in the same format when it is a header that is refused', async () => {
    const { app } = startService();
    const lines = [
      'POST /oauth2/revoke HTTP/1.1',
      'Host: a.example',
      'Origin: https://a',
      'Origin: https://b',
    ];
    expectError(await askRaw(app, lines), 'invalid_request');
  });
});

test('RFC 7009 section 2.1: POST /oauth2/revoke answers 400 invalid_grant to the token of another app client', async () => {
  const { app, cognito } = startService();
  cognito.outcome = {
    kind: 'rejected',
    code: 'token-not-of-client',
    exceptionName: 'UnauthorizedException',
  };
  const answer = await ask(app, oauthRevoke(PARAMETERS));
  expectError(answer, 'invalid_grant');
  expect(answer.text).not.toContain('Exception');
});
