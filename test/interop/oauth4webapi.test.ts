import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as oauth from 'oauth4webapi';
import { startLimitedService } from '../support/interop/limited-service.ts';
import { KINDS, REVOCATION_AT, UPSTREAMS, refreshes, signIn } from '../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

let service: RunningService;

async function revoke(
  clientId: string,
  auth: oauth.ClientAuth,
  token: string,
  { url } = service,
): Promise<undefined> {
  const server = { issuer: service.fake.url, revocation_endpoint: `${url}/oauth2/revoke` };
  const options = { [oauth.allowInsecureRequests]: true };
  const response = await oauth.revocationRequest(server, { client_id: clientId }, auth, token, options);
  return oauth.processRevocationResponse(response);
}

async function signingKey(): Promise<oauth.CryptoKey> {
  const { privateKey } = await oauth.generateKeyPair('ES256');
  return privateKey;
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startRunningService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

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
      service.fake.setUnknowns({ revokeForeignClient: 'invalidClient' });
      const { refreshToken } = signIn(service, service.publicClientId);
      await expect(revoke(service.confidentialClientId, oauth.None(), refreshToken)).rejects.toMatchObject({
        name: 'ResponseBodyError',
        error: 'invalid_grant',
        status: 400,
      });
    });

    test('its ResponseBodyError with temporarily_unavailable when there were too many requests', async () => {
      const { clientId, refreshToken } = signIn(service, service.publicClientId);
      const limited = await startLimitedService(writeFile);
      try {
        await expect(revoke(clientId, oauth.None(), refreshToken, limited)).rejects.toMatchObject({
          name: 'ResponseBodyError',
          error: 'temporarily_unavailable',
          status: 429,
        });
      } finally {
        await limited.stop();
      }
    });

    test('its OperationProcessingError with the answer, which it reads only below 500, when Cognito is away', async () => {
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'reset', times: Infinity });
      const { clientId, refreshToken } = signIn(service, service.publicClientId);
      const error = await revoke(clientId, oauth.None(), refreshToken).catch((error: unknown) => error);
      service.fake.clearFaults();
      expect(error).toMatchObject({ name: 'OperationProcessingError', code: oauth.RESPONSE_IS_NOT_CONFORM });
      expect((error as { cause: Response }).cause.status).toBe(503);
    });

    test('its own TypeError for a token that is missing, and sends nothing', async () => {
      const asked = service.log();
      await expect(revoke(service.publicClientId, oauth.None(), '')).rejects.toMatchObject({
        code: 'ERR_INVALID_ARG_VALUE',
      });
      expect(service.log()).toBe(asked);
    });
  });
});
