import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { basic, postForm, SECRET, startSeededFake, type SeededFake } from './seeded-fake.ts';

let seeded: SeededFake;
beforeAll(async () => {
  seeded = await startSeededFake();
});
afterAll(() => seeded.stop());

function signIn(clientId: string) {
  const tokens = seeded.fake.signIn({ clientId, username: 'alice' });
  return { accessToken: canary(tokens.accessToken), refreshToken: canary(tokens.refreshToken) };
}

async function revoke(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await postForm(`${seeded.fake.url}/oauth2/revoke`, fields, headers);
  return { status: response.status, body: await response.text() };
}

describe('POST /oauth2/revoke', () => {
  test('a public app client revokes with its client_id, and a second time with the same answer', async () => {
    const { refreshToken } = signIn(seeded.publicClientId);
    const fields = { token: refreshToken, client_id: seeded.publicClientId };

    expect(await revoke(fields)).toEqual({ status: 200, body: '' });
    expect(seeded.fake.refreshTokenState(refreshToken)).toBe('revoked');
    expect(await revoke(fields)).toEqual({ status: 200, body: '' });
  });

  test('a confidential app client revokes with Basic authentication', async () => {
    const { refreshToken } = signIn(seeded.confidentialClientId);
    const authorization = basic(seeded.confidentialClientId, SECRET);

    expect(await revoke({ token: refreshToken }, { authorization })).toEqual({ status: 200, body: '' });
    expect(seeded.fake.refreshTokenState(refreshToken)).toBe('revoked');
  });

  test.each([
    ['a wrong secret', () => ({ authorization: basic(seeded.confidentialClientId, canary('wrong-secret')) })],
    ['no secret', () => ({})],
    ['an unknown app client', () => ({ authorization: basic('unknown', SECRET) })],
  ])('with %s it answers 401 invalid_client and revokes nothing', async (_, headersOf) => {
    const { refreshToken } = signIn(seeded.confidentialClientId);
    const fields = { token: refreshToken, client_id: seeded.confidentialClientId };

    expect(await revoke(fields, headersOf())).toEqual({ status: 401, body: '{"error":"invalid_client"}' });
    expect(seeded.fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test('a secret in the body does not authenticate a confidential app client', async () => {
    const { refreshToken } = signIn(seeded.confidentialClientId);
    const fields = { token: refreshToken, client_id: seeded.confidentialClientId, client_secret: SECRET };

    expect((await revoke(fields)).status).toBe(401);
    expect(seeded.fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test('an access token is an unsupported token type', async () => {
    const { accessToken } = signIn(seeded.publicClientId);

    expect(await revoke({ token: accessToken, client_id: seeded.publicClientId })).toEqual({
      status: 400,
      body: '{"error":"unsupported_token_type"}',
    });
  });

  test('a missing token, and an app client with revocation switched off, are invalid requests', async () => {
    const { clientId } = seeded.fake.createAppClient({
      userPoolId: seeded.userPoolId,
      enableTokenRevocation: false,
    });
    const { refreshToken } = signIn(clientId);
    const invalid = { status: 400, body: '{"error":"invalid_request"}' };

    expect(await revoke({ client_id: seeded.publicClientId })).toEqual(invalid);
    expect(await revoke({ token: refreshToken, client_id: clientId })).toEqual(invalid);
    expect(seeded.fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test('a public app client that does not say its client_id revokes nothing', async () => {
    const { refreshToken } = signIn(seeded.publicClientId);

    expect((await revoke({ token: refreshToken })).status).toBe(400);
    expect(seeded.fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test.each(['ok', 'invalidClient', 'invalidRequest'] as const)(
    'a token of another app client survives, whichever way the answer goes (%s)',
    async (revokeForeignClient) => {
      const { refreshToken } = signIn(seeded.confidentialClientId);
      seeded.fake.setUnknowns({ revokeForeignClient });

      const { status } = await revoke({ token: refreshToken, client_id: seeded.publicClientId });

      expect(status).toBe({ ok: 200, invalidClient: 401, invalidRequest: 400 }[revokeForeignClient]);
      expect(seeded.fake.refreshTokenState(refreshToken)).toBe('live');
    },
  );

  test('at the host name of a pool, app clients of another pool are unknown', async () => {
    const { id } = await seeded.fake.createUserPool({ region: 'eu-west-1', domain: '127.0.0.1' });
    const { clientId } = seeded.fake.createAppClient({ userPoolId: id });

    expect((await revoke({ token: 'garbage', client_id: clientId })).status).toBe(200);
    expect((await revoke({ token: 'garbage', client_id: seeded.publicClientId })).status).toBe(401);
  });

  test('a path that the domain does not serve is a 405', async () => {
    expect((await postForm(`${seeded.fake.url}/oauth2/introspect`, {})).status).toBe(405);
    expect((await fetch(`${seeded.fake.url}/oauth2/revoke`)).status).toBe(405);
  });
});
