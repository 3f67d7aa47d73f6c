import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { idTokenOf, WAYS } from '../../support/http/questions/oidc-questions.ts';
import { startService } from '../../support/http/service.ts';
import { OPEN_REDIRECTS } from '../open-redirects.ts';

describe.each(WAYS)('%s /oidc/logout answers 400 and sends nobody anywhere', (_way, question) => {
  async function expectRefused(parameters: Record<string, string>, code: string): Promise<void> {
    const { app } = startService();
    const answer = await ask(app, question(parameters));
    expect(answer.status).toBe(400);
    expect(answer.json['code']).toBe(code);
    expect(answer.headers['location']).toBeUndefined();
  }

  test.each([
    ['of another app client than client_id', { client_id: SPA.clientId, id_token_hint: idTokenOf(WEB) }],
    [
      'of another user pool',
      { id_token_hint: idTokenOf({ clientId: SPA.clientId, userPoolId: SHOP.userPoolId }) },
    ],
    ['without an app client', { id_token_hint: idTokenOf(SPA, { aud: undefined }) }],
    ['of several app clients', { id_token_hint: idTokenOf(SPA, { aud: [SPA.clientId] }) }],
    ['without an issuer', { id_token_hint: idTokenOf(SPA, { iss: null }) }],
    ['that is no JWT', { id_token_hint: 'x' }],
    ['whose claims are no JSON', { id_token_hint: 'eyJhbGciOiJub25lIn0.e30x.' }],
  ])('RP-Initiated Logout section 2: to an ID token %s', async (_what, parameters) => {
    await expectRefused(parameters, 'invalid-request');
  });

  test.each([{}, { client_id: 'madeup' }, { id_token_hint: idTokenOf({ ...SPA, clientId: '__proto__' }) }])(
    'to an app client that is not configured: %j',
    async (parameters) => {
      await expectRefused(parameters, 'unknown-client');
    },
  );

  test.each([
    'https://spa.example.com/bye/',
    'https://spa.example.com/bye?x=1',
    'https://spa.example.com/bye#x',
    'https://SPA.example.com/bye',
    'https://spa.example.com:443/bye',
    'http://spa.example.com/bye',
    'https://spa.example.com/b%79e',
    ' https://spa.example.com/bye',
    'https://login.example.com/logout',
    'constructor',
  ])(
    'RP-Initiated Logout section 3: to %j, which is not one of the URLs to the last character',
    async (uri) => {
      await expectRefused({ client_id: SPA.clientId, post_logout_redirect_uri: uri }, 'invalid-request');
    },
  );

  test('T20 to every payload of an open redirect, and repeats none', async () => {
    const { app } = startService();
    for (const payload of OPEN_REDIRECTS) {
      const parameters = { client_id: SPA.clientId, post_logout_redirect_uri: payload };
      const answer = await ask(app, question(parameters));
      expect(answer.status).toBe(400);
      expect(answer.headers['location']).toBeUndefined();
      expect(answer.text).not.toMatch(/evil/i);
    }
  });

  test('T20 whatever else names a place: it changes nothing about where the browser goes', async () => {
    const { app } = startService();
    const names = ['logout_uri', 'redirect_uri', 'state', 'returnTo', 'next'];
    for (const [index, payload] of OPEN_REDIRECTS.entries()) {
      const parameters = { client_id: SPA.clientId, [names[index % names.length] ?? 'next']: payload };
      const answer = await ask(app, question(parameters));
      expect(answer.headers['location']).toBe(SPA.managedLogoutUrl);
    }
  });
});

test.each([
  'client_id=spa1client2id3&client_id=spa1client2id3',
  'client_id=spa1client2id3&post_logout_redirect_uri=spa-app%3A%2F%2Fbye&post_logout_redirect_uri=//evil.example',
])('RFC 6749 section 3.1: GET /oidc/logout?%s has a parameter twice', async (query) => {
  const { app } = startService();
  const answer = await ask(app, { method: 'GET', path: `/oidc/logout?${query}` });
  expect(answer.status).toBe(400);
  expect(answer.json['detail']).toBe('The URL has the same field twice.');
});

test('POST /oidc/logout takes its parameters from the form alone', async () => {
  const { app } = startService();
  const answer = await ask(app, { path: `/oidc/logout?client_id=${SPA.clientId}` });
  expect(answer.status).toBe(400);
});
