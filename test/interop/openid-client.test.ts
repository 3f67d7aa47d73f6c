import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { KINDS, REVOCATION_AT, UPSTREAMS, refreshes, signIn } from '../support/interop/sessions.ts';
import { startDiscoverableService } from '../support/interop/discoverable-service.ts';
import { startLimitedService } from '../support/interop/limited-service.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

let service: RunningService;

const NO_SECRET = 'nobody-told-me-the-secret';

function configurationFor(
  clientId: string,
  auth: client.ClientAuth,
  { url } = service,
): client.Configuration {
  const server = { issuer: service.fake.url, revocation_endpoint: `${url}/oauth2/revoke` };
  const configuration = new client.Configuration(server, clientId, undefined, auth);
  client.allowInsecureRequests(configuration);
  return configuration;
}

const METHODS: readonly (readonly [string, () => client.ClientAuth])[] = [
  ['no authentication', () => client.None()],
  ['client_secret_post', () => client.ClientSecretPost(NO_SECRET)],
  ['client_secret_basic', () => client.ClientSecretBasic(NO_SECRET)],
  ['client_secret_jwt', () => client.ClientSecretJwt(NO_SECRET)],
];

function issuerOf(idToken: string): unknown {
  const claims = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(claims) as { iss: unknown }).iss;
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startDiscoverableService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

  describe.each(KINDS)('openid-client ends the session of a %s that needs no secret', (kind) => {
    test.each(METHODS)('with %s: the refresh token no longer refreshes', async (_method, auth) => {
      const session = signIn(service, service[kind]);
      const other = signIn(service, service[kind]);
      const configuration = configurationFor(session.clientId, auth());

      await client.tokenRevocation(configuration, session.refreshToken, { token_type_hint: 'refresh_token' });

      expect(await refreshes(service, session)).toBe(false);
      expect(await refreshes(service, other)).toBe(true);
    });

    test('although it sends the access token first', async () => {
      const session = signIn(service, service[kind]);
      const configuration = configurationFor(session.clientId, client.None());

      await client.tokenRevocation(configuration, session.accessToken, { token_type_hint: 'access_token' });
      expect(await refreshes(service, session)).toBe(true);
      await client.tokenRevocation(configuration, session.refreshToken);
      expect(await refreshes(service, session)).toBe(false);
    });
  });

  describe.each(['openid-configuration', 'oauth-authorization-server'])(
    'openid-client finds everything in %s',
    (document) => {
      test("the issuer of Cognito's tokens, and the revocation endpoint that ends the session", async () => {
        const session = signIn(service, service.publicClientId);
        const address = new URL(`${service.url}/${service.userPoolId}/.well-known/${document}`);
        const configuration = await client.discovery(address, session.clientId, undefined, client.None(), {
          execute: [client.allowInsecureRequests],
        });
        expect(configuration.serverMetadata()).toMatchObject({
          issuer: issuerOf(session.idToken),
          token_endpoint: `${service.fake.url}/oauth2/token`,
          revocation_endpoint: `${service.url}/oauth2/revoke`,
        });

        await client.tokenRevocation(configuration, session.refreshToken);

        expect(await refreshes(service, session)).toBe(false);
      });
    },
  );

  describe('openid-client throws', () => {
    const revoke = (clientId: string, auth = client.None(), at = service) => {
      const { refreshToken } = signIn(service, service.publicClientId);
      return client.tokenRevocation(configurationFor(clientId, auth, at), refreshToken);
    };

    test('its ResponseBodyError with invalid_client for an app client that is not configured', async () => {
      await expect(revoke('madeup')).rejects.toMatchObject({
        name: 'ResponseBodyError',
        error: 'invalid_client',
        status: 401,
        error_description: expect.stringContaining('client_id'),
      });
    });

    test('its WWWAuthenticateChallengeError for the same in a Basic header', async () => {
      await expect(revoke('madeup', client.ClientSecretBasic('x'))).rejects.toMatchObject({
        name: 'WWWAuthenticateChallengeError',
        status: 401,
        cause: [{ scheme: 'basic' }],
      });
    });

    test('its ResponseBodyError with temporarily_unavailable when there were too many requests', async () => {
      const limited = await startLimitedService(writeFile);
      try {
        await expect(revoke(service.publicClientId, client.None(), limited)).rejects.toMatchObject({
          name: 'ResponseBodyError',
          error: 'temporarily_unavailable',
          status: 429,
        });
      } finally {
        await limited.stop();
      }
    });

    test('its ClientError with the answer, which it reads only below 500, when Cognito is away', async () => {
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'html-503', times: Infinity });
      const error = await revoke(service.publicClientId).catch((error: unknown) => error);
      service.fake.clearFaults();
      expect(error).toMatchObject({ name: 'ClientError', code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' });
      const { cause: response } = error as { cause: Response };
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('2');
    });

    test('its own TypeError for a token that is missing, and sends nothing', async () => {
      const asked = service.log();
      const configuration = configurationFor(service.publicClientId, client.None());
      await expect(client.tokenRevocation(configuration, '')).rejects.toMatchObject({
        code: 'ERR_INVALID_ARG_VALUE',
      });
      expect(service.log()).toBe(asked);
    });
  });
});

describe('openid-client introspects an access token', () => {
  test('with the API key of a resource server as the secret, in a Basic header', async () => {
    const followed = await startRunningService(writeFile, { isFollowed: true });
    try {
      const { accessToken } = signIn(followed, followed.publicClientId);
      const server = {
        issuer: followed.fake.url,
        introspection_endpoint: `${followed.url}/oauth2/introspect`,
      };
      const auth = client.ClientSecretBasic(followed.feedKey);
      const configuration = new client.Configuration(server, 'orders-api', undefined, auth);
      client.allowInsecureRequests(configuration);

      expect(await client.tokenIntrospection(configuration, accessToken)).toMatchObject({
        active: true,
        username: 'alice',
      });
    } finally {
      await followed.stop();
    }
  });
});
