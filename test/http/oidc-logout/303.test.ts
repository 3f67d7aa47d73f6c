import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA, WEB } from '../../support/http/app-clients.ts';
import { idTokenOf, WAYS } from '../../support/http/questions/oidc-questions.ts';
import { startService } from '../../support/http/service.ts';

const APP_ADDRESS =
  'https://login.example.com/logout?client_id=spa1client2id3&logout_uri=spa-app%3A%2F%2Fbye';

describe.each(WAYS)("%s /oidc/logout answers 303 to Cognito's logout page", (_way, question) => {
  test.each([
    ['client_id', { client_id: SPA.clientId }],
    ['id_token_hint, although it has expired', { id_token_hint: idTokenOf(SPA) }],
    ['both', { client_id: SPA.clientId, id_token_hint: idTokenOf(SPA) }],
  ])('RP-Initiated Logout section 2: of the app client that is named by %s', async (_what, named) => {
    const { app, cognito } = startService();
    const parameters = { ...named, post_logout_redirect_uri: 'spa-app://bye' };

    const answer = await ask(app, question(parameters));

    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(APP_ADDRESS);
    expect(answer.text).toBe('');
    expect(cognito.calls).toEqual([]);
  });

  test('that leads to the first sign-out URL, where none is asked for', async () => {
    const { app } = startService();
    const answer = await ask(app, question({ client_id: SPA.clientId, post_logout_redirect_uri: '' }));
    expect(answer.headers['location']).toBe(SPA.managedLogoutUrl);
  });

  test('of the only app client, where none is named', async () => {
    const { app } = startService({ clients: [SPA] });
    const answer = await ask(app, question({ logout_hint: 'alice', ui_locales: 'de' }));
    expect(answer.headers['location']).toBe(SPA.managedLogoutUrl);
  });

  test('with the state, if there is nothing in it that anybody could take for something else', async () => {
    const { app } = startService({ clients: [SPA, WEB] });
    const state = 'f00-BA_r.~123';
    const answer = await ask(app, question({ client_id: SPA.clientId, state }));
    expect(answer.headers['location']).toBe(`${SPA.managedLogoutUrl}&state=${state}`);
  });

  test.each(['{"a":1}', 'a&logout_uri=https://evil.example', 'a b', 'a#b', 'a%26b', 'a'.repeat(513), 'ä'])(
    'without the state %j, which Cognito might take for something else',
    async (state) => {
      const { app } = startService();
      const answer = await ask(app, question({ client_id: SPA.clientId, state }));
      expect(answer.headers['location']).toBe(SPA.managedLogoutUrl);
    },
  );
});

test('an ID token in the URL reaches neither the address that is answered nor the log', async () => {
  const { app, events } = startService();
  const idToken = idTokenOf(SPA);
  const answer = await ask(app, { method: 'GET', path: `/oidc/logout?id_token_hint=${idToken}` });
  expect(answer.status).toBe(303);
  expect(JSON.stringify([answer.headers, events])).not.toContain(idToken);
  expect(events.at(-1)?.fields).toMatchObject({ route: 'GET /oidc/logout', clientId: SPA.clientId });
});
