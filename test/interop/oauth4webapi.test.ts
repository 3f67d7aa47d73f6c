import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as oauth from 'oauth4webapi';
import { KINDS, refreshes, signIn } from '../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile);
});
afterAll(() => service.stop());

async function revoke(clientId: string, auth: oauth.ClientAuth, token: string): Promise<undefined> {
  const server = { issuer: service.fake.url, revocation_endpoint: `${service.url}/oauth2/revoke` };
  const options = { [oauth.allowInsecureRequests]: true };
  const response = await oauth.revocationRequest(server, { client_id: clientId }, auth, token, options);
  return oauth.processRevocationResponse(response);
}

async function signingKey(): Promise<oauth.CryptoKey> {
  const { privateKey } = await oauth.generateKeyPair('ES256');
  return privateKey;
}

describe.each(KINDS)('oauth4webapi ends the session of a %s that needs no secret', (kind) => {
  test.each([
    ['no authentication', () => oauth.None()],
    ['client_secret_post', () => oauth.ClientSecretPost('wrong secret: a+b/c=')],
    ['client_secret_basic', () => oauth.ClientSecretBasic('wrong secret: a+b/c=')],
    ['private_key_jwt', async () => oauth.PrivateKeyJwt(await signingKey())],
  ])('with %s: the refresh token no longer refreshes', async (_method, auth) => {
    const session = signIn(service, service[kind]);

    await revoke(session.clientId, await auth(), session.refreshToken);
    expect(await refreshes(service, session)).toBe(false);

    await revoke(session.clientId, await auth(), session.refreshToken);
    await revoke(session.clientId, await auth(), session.idToken);
  });
});

describe('oauth4webapi throws', () => {
  test('its ResponseBodyError with invalid_client for an app client that is not configured', async () => {
    const { refreshToken } = signIn(service, service.publicClientId);
    await expect(revoke('madeup', oauth.None(), refreshToken)).rejects.toMatchObject({
      name: 'ResponseBodyError',
      error: 'invalid_client',
      status: 401,
    });
  });

  test('its ResponseBodyError with invalid_grant for the token of another app client', async () => {
    const { refreshToken } = signIn(service, service.publicClientId);
    await expect(revoke(service.confidentialClientId, oauth.None(), refreshToken)).rejects.toMatchObject({
      name: 'ResponseBodyError',
      error: 'invalid_grant',
      status: 400,
    });
  });
});
