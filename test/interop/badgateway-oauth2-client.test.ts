import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OAuth2Client, OAuth2HttpError } from '@badgateway/oauth2-client';
import { startDiscoverableService } from '../support/interop/discoverable-service.ts';
import { startLimitedService } from '../support/interop/limited-service.ts';
import {
  KINDS,
  REVOCATION_AT,
  UPSTREAMS,
  refreshes,
  signIn,
  type Session,
} from '../support/interop/sessions.ts';
import type { RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

type ClientSettings = ConstructorParameters<typeof OAuth2Client>[0];

/** What the library reads of a session; it takes the refresh token to be there. */
function tokenOf({ accessToken, refreshToken }: Pick<Session, 'accessToken' | 'refreshToken'>) {
  return { accessToken, refreshToken, expiresAt: null };
}

function clientFor(
  clientId: string,
  settings: Partial<ClientSettings> = {},
  { url } = service,
): OAuth2Client {
  return new OAuth2Client({ clientId, server: url, revocationEndpoint: '/oauth2/revoke', ...settings });
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startDiscoverableService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

  describe.each(KINDS)('@badgateway/oauth2-client ends the session of a %s that needs no secret', (kind) => {
    test.each<[string, Partial<ClientSettings>]>([
      ['no secret', {}],
      ['a wrong secret by Basic', { clientSecret: 'wrong:secret+a b' }],
      [
        'a wrong secret, encoded, by Basic',
        { clientSecret: 'wrong:secret+a b', authenticationMethod: 'client_secret_basic' },
      ],
      [
        'a wrong secret in the form',
        { clientSecret: 'wrong:secret+a b', authenticationMethod: 'client_secret_post' },
      ],
    ])('with %s: the refresh token no longer refreshes', async (_what, settings) => {
      const session = signIn(service, service[kind]);
      const library = clientFor(session.clientId, settings);

      await library.revoke(tokenOf(session));
      expect(await refreshes(service, session)).toBe(true);
      await library.revoke(tokenOf(session), 'refresh_token');
      expect(await refreshes(service, session)).toBe(false);
    });

    test('that finds the revocation endpoint in the discovery document', async () => {
      const session = signIn(service, service[kind]);
      const discoveryEndpoint = `/${service.userPoolId}/.well-known/oauth-authorization-server`;
      const library = new OAuth2Client({
        clientId: session.clientId,
        server: service.url,
        discoveryEndpoint,
      });
      await library.revoke(tokenOf(session), 'refresh_token');
      expect(await refreshes(service, session)).toBe(false);
    });
  });

  describe('@badgateway/oauth2-client throws its OAuth2HttpError', () => {
    const revoke = async (changes: Partial<Session>, at = service): Promise<unknown> => {
      const session = { ...signIn(service, service.publicClientId), ...changes };
      const library = clientFor(session.clientId, {}, at);
      return library.revoke(tokenOf(session), 'refresh_token').catch((error: unknown) => error);
    };

    const expectError = (error: unknown, httpCode: number, oauth2Code: string) => {
      expect(error).toBeInstanceOf(OAuth2HttpError);
      expect(error).toMatchObject({ httpCode, oauth2Code });
    };

    test('with invalid_client for an app client that is not configured', async () => {
      expectError(await revoke({ clientId: 'madeup' }), 401, 'invalid_client');
    });

    test('with invalid_request for a token that is missing', async () => {
      expectError(await revoke({ refreshToken: '' }), 400, 'invalid_request');
    });

    test('with temporarily_unavailable when there were too many requests', async () => {
      const limited = await startLimitedService(writeFile);
      const error = await revoke({}, limited);
      await limited.stop();
      expectError(error, 429, 'temporarily_unavailable');
    });

    test('with temporarily_unavailable when Cognito is away', async () => {
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'reset', times: Infinity });
      const error = await revoke({});
      service.fake.clearFaults();
      expectError(error, 503, 'temporarily_unavailable');
    });
  });
});
