import { RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import {
  basic,
  CALLBACK_URL,
  createPkce,
  LOGOUT_URL,
  PASSWORD,
  postForm,
  SECRET,
  startSeededFake,
  type Pkce,
  type SeededFake,
} from './seeded-fake.ts';

let seeded: SeededFake;
beforeAll(async () => {
  seeded = await startSeededFake();
});
afterAll(() => seeded.stop());

interface TokenAnswer {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly error?: string;
}

function get(path: string, cookie?: string) {
  return fetch(`${seeded.fake.url}${path}`, {
    redirect: 'manual',
    headers: cookie === undefined ? {} : { cookie },
  });
}

function authorizeQuery(challenge: string, more: Record<string, string> = {}): string {
  return new URLSearchParams({
    response_type: 'code',
    client_id: seeded.publicClientId,
    redirect_uri: CALLBACK_URL,
    scope: 'openid aws.cognito.signin.user.admin',
    state: 'state-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  }).toString();
}

async function logIn(query: string, password = PASSWORD) {
  const response = await postForm(`${seeded.fake.url}/login?${query}`, { username: 'alice', password });
  const cookie = canary((response.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  return { response, cookie, location: response.headers.get('location') ?? '' };
}

function redeem(location: string, { verifier }: Pkce, redirectUri = CALLBACK_URL) {
  return postForm(`${seeded.fake.url}/oauth2/token`, {
    grant_type: 'authorization_code',
    client_id: seeded.publicClientId,
    code: canary(new URL(location).searchParams.get('code') ?? ''),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

async function signInByBrowser() {
  const pkce = createPkce();
  const { cookie, location } = await logIn(authorizeQuery(pkce.challenge));
  const tokens = (await (await redeem(location, pkce)).json()) as TokenAnswer;
  for (const token of [tokens.access_token, tokens.id_token]) canary(token);
  return { cookie, tokens, refreshToken: canary(tokens.refresh_token ?? '') };
}

function userInfo(accessToken: string) {
  return fetch(`${seeded.fake.url}/oauth2/userInfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
}

function refresh(refreshToken: string, clientId = seeded.publicClientId) {
  return postForm(`${seeded.fake.url}/oauth2/token`, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
  });
}

describe('managed login', () => {
  test('authorize leads to a sign-in page, and its form back to the app with a code and a cookie', async () => {
    const query = authorizeQuery(createPkce().challenge);

    const authorized = await get(`/oauth2/authorize?${query}`);
    expect(authorized.status).toBe(302);
    const page = await get(authorized.headers.get('location') ?? '');
    expect(await page.text()).toContain('<form method="post"');

    const { response, location } = await logIn(query);
    expect(response.status).toBe(302);
    expect(location).toMatch(/^https:\/\/app\.example\.com\/callback\?code=.+&state=state-1$/);
    expect(response.headers.get('set-cookie')).toMatch(/^cognito=.+; Max-Age=3600; Path=\/; HttpOnly/);
  });

  test('a wrong password leads nowhere', async () => {
    const { response } = await logIn(authorizeQuery(createPkce().challenge), canary('not-the-password'));

    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toContain('Incorrect username or password.');
  });

  test('a code is good once, for its verifier and its redirect URI only', async () => {
    const pkce = createPkce();
    const query = authorizeQuery(pkce.challenge);
    const invalid = { error: 'invalid_grant' };

    expect(await (await redeem((await logIn(query)).location, createPkce())).json()).toEqual(invalid);
    const elsewhere = await redeem((await logIn(query)).location, pkce, 'https://elsewhere.example.com');
    expect(await elsewhere.json()).toEqual(invalid);
    const { location } = await logIn(query);
    expect((await redeem(location, pkce)).status).toBe(200);
    expect(await (await redeem(location, pkce)).json()).toEqual(invalid);
  });

  test('a second app client signs the user in silently by the cookie, until GET /logout', async () => {
    const { cookie } = await signInByBrowser();
    const query = authorizeQuery(createPkce().challenge, { client_id: seeded.confidentialClientId });

    const silent = await get(`/oauth2/authorize?${query}`, cookie);
    expect(silent.headers.get('location')).toMatch(/callback\?code=/);

    const logout = await get(
      `/logout?client_id=${seeded.publicClientId}&logout_uri=${encodeURIComponent(LOGOUT_URL)}`,
      cookie,
    );
    expect(logout.status).toBe(302);
    expect(logout.headers.get('location')).toBe(LOGOUT_URL);
    expect(logout.headers.get('set-cookie')).toMatch(/^cognito=; Max-Age=0/);

    const afterwards = await get(`/oauth2/authorize?${query}`, cookie);
    expect(afterwards.headers.get('location')).toMatch(/^\/login\?/);
  });

  test('the cookie outlives revocation and a global sign-out, and expires after an hour', async () => {
    const { cookie, refreshToken } = await signInByBrowser();
    const query = authorizeQuery(createPkce().challenge, { prompt: 'none' });
    await seeded.sdk.send(new RevokeTokenCommand({ ClientId: seeded.publicClientId, Token: refreshToken }));

    const silent = await get(`/oauth2/authorize?${query}`, cookie);
    expect(silent.headers.get('location')).toMatch(/callback\?code=/);

    seeded.fake.clock.advanceMs(3600_000);
    const expired = await get(`/oauth2/authorize?${query}`, cookie);
    expect(expired.headers.get('location')).toBe(`${CALLBACK_URL}?error=login_required&state=state-1`);
    seeded.fake.clock.reset();
  });

  test('RevokeAssociatedSessions=LINKED ends the managed-login session where tracking is on, and only there', async () => {
    const tracked = await seeded.fake.createUserPool({ region: 'eu-west-1', sessionTracking: true });
    const { clientId } = seeded.fake.createAppClient({
      userPoolId: tracked.id,
      callbackUrls: [CALLBACK_URL],
    });
    seeded.fake.createUser({ userPoolId: tracked.id, username: 'alice', password: PASSWORD });
    for (const [client_id, landsAt] of [
      [clientId, /^\/login\?/],
      [seeded.publicClientId, /callback\?code=/],
    ] as const) {
      const pkce = createPkce();
      const query = authorizeQuery(pkce.challenge, { client_id });
      const { cookie, location } = await logIn(query);
      const answer = await postForm(`${seeded.fake.url}/oauth2/token`, {
        grant_type: 'authorization_code',
        client_id,
        code: canary(new URL(location).searchParams.get('code') ?? ''),
        redirect_uri: CALLBACK_URL,
        code_verifier: pkce.verifier,
      });
      const Token = canary(((await answer.json()) as TokenAnswer).refresh_token ?? '');
      await seeded.sdk.send(
        new RevokeTokenCommand({ ClientId: client_id, Token, RevokeAssociatedSessions: 'LINKED' }),
      );
      expect((await get(`/oauth2/authorize?${query}`, cookie)).headers.get('location')).toMatch(landsAt);
    }
  });
});

describe('/oauth2/token and /oauth2/userInfo', () => {
  test('after revocation the refresh is an invalid grant, and userInfo refuses the access token', async () => {
    const { tokens, refreshToken } = await signInByBrowser();
    expect(await (await userInfo(tokens.access_token)).json()).toMatchObject({ email: 'alice@example.com' });
    expect((await refresh(refreshToken)).status).toBe(200);

    await seeded.sdk.send(new RevokeTokenCommand({ ClientId: seeded.publicClientId, Token: refreshToken }));

    const refused = await refresh(refreshToken);
    expect([refused.status, await refused.json()]).toEqual([400, { error: 'invalid_grant' }]);
    const info = await userInfo(tokens.access_token);
    expect(info.status).toBe(401);
    expect(info.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('bad client credentials are a 400 at the token endpoint', async () => {
    const answer = await postForm(
      `${seeded.fake.url}/oauth2/token`,
      { grant_type: 'refresh_token', refresh_token: 'x' },
      { authorization: basic(seeded.confidentialClientId, canary('wrong-secret')) },
    );
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_client' }]);
  });

  test('a confidential app client may send its secret in the body of the token request', async () => {
    const { refreshToken } = seeded.fake.signIn({
      clientId: seeded.confidentialClientId,
      username: 'alice',
    });
    const answer = await postForm(`${seeded.fake.url}/oauth2/token`, {
      grant_type: 'refresh_token',
      refresh_token: canary(refreshToken),
      client_id: seeded.confidentialClientId,
      client_secret: SECRET,
    });
    expect(answer.status).toBe(200);
  });
});

describe('GET /logout', () => {
  const registered = encodeURIComponent(LOGOUT_URL);
  const callback = encodeURIComponent(CALLBACK_URL);

  test('with redirect_uri and response_type it goes to the sign-in page', async () => {
    const answer = await get(
      `/logout?client_id=${seeded.publicClientId}&redirect_uri=${callback}&response_type=code`,
    );
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(/^\/login\?client_id=/);
  });

  test.each([
    ['no client_id', () => `logout_uri=${registered}`, "'client_id' is not present"],
    ['an unknown client_id', () => `client_id=nobody&logout_uri=${registered}`, 'does not exist'],
    [
      'a logout_uri that is not registered',
      () => `client_id=${seeded.publicClientId}&logout_uri=https%3A%2F%2Fevil.example.com`,
      "Required String parameter 'redirect_uri' is not present",
    ],
    [
      "OpenID Connect's parameters",
      () => `client_id=${seeded.publicClientId}&post_logout_redirect_uri=${registered}`,
      'Required parameters missing',
    ],
    [
      'a redirect_uri without response_type',
      () => `client_id=${seeded.publicClientId}&redirect_uri=${callback}`,
      'response_type',
    ],
  ])('with %s it shows an error and keeps the cookie', async (_, queryOf, complaint) => {
    const answer = await get(`/logout?${queryOf()}`);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect((await answer.text()).replaceAll('&#39;', "'")).toContain(complaint);
  });

  test('revokes no token, and cannot be read by a script of another origin', async () => {
    const { tokens, refreshToken, cookie } = await signInByBrowser();
    const answer = await fetch(
      `${seeded.fake.url}/logout?client_id=${seeded.publicClientId}&logout_uri=${registered}`,
      { redirect: 'manual', headers: { cookie, origin: 'https://app.example.com' } },
    );

    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect((await refresh(refreshToken)).status).toBe(200);
    expect((await userInfo(tokens.access_token)).status).toBe(200);
  });
});
