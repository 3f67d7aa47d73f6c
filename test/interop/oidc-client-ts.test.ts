import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ErrorResponse,
  InMemoryWebStorage,
  User,
  UserManager,
  WebStorageStateStore,
  type UserManagerSettings,
} from 'oidc-client-ts';
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

/** What stands for the browser: where the library went. */
interface Journey {
  url?: string;
}

/** A library whose user is signed in, in a page whose navigation is only recorded. */
async function signedIn(
  session: Session,
  settings: Partial<UserManagerSettings> = {},
  journey: Journey = {},
): Promise<UserManager> {
  const store = () => new WebStorageStateStore({ store: new InMemoryWebStorage() });
  const manager = new UserManager(
    {
      authority: `${service.url}/${service.userPoolId}`,
      client_id: session.clientId,
      redirect_uri: 'http://127.0.0.1/callback',
      automaticSilentRenew: false,
      userStore: store(),
      stateStore: store(),
      ...settings,
    },
    {
      prepare: () =>
        Promise.resolve({
          navigate: ({ url }) => {
            journey.url = url;
            return Promise.resolve({ url });
          },
          close: () => undefined,
        }),
      callback: () => Promise.resolve(),
    },
  );
  await manager.storeUser(
    new User({
      access_token: session.accessToken,
      id_token: session.idToken,
      refresh_token: session.refreshToken,
      token_type: 'Bearer',
      profile: { sub: 'x', iss: service.fake.url, aud: session.clientId, exp: 1, iat: 1 },
    }),
  );
  return manager;
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startDiscoverableService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

  describe.each(KINDS)('oidc-client-ts ends the session of a %s that needs no secret', (kind) => {
    test('by revokeTokens, which sends the access token first: the refresh token no longer refreshes', async () => {
      const session = signIn(service, service[kind]);
      const manager = await signedIn(session);

      await manager.revokeTokens();

      expect(await refreshes(service, session)).toBe(false);
      expect((await manager.getUser())?.refresh_token).toBeNull();
    });

    test('by revokeTokens with a client_secret that is wrong', async () => {
      const session = signIn(service, service[kind]);
      await (await signedIn(session, { client_secret: 'a+b c' })).revokeTokens(['refresh_token']);
      expect(await refreshes(service, session)).toBe(false);
    });

    test('by revokeTokensOnSignout, before it leaves for the sign-out page', async () => {
      const session = signIn(service, service[kind]);
      const journey: Journey = {};

      await (await signedIn(session, { revokeTokensOnSignout: true }, journey)).signoutRedirect();

      expect(await refreshes(service, session)).toBe(false);
      expect(journey.url).toContain(`${service.fake.url}/logout?`);
    });
  });

  describe('oidc-client-ts throws its ErrorResponse', () => {
    const revoke = async (changes: Partial<Session>, url = service.url) => {
      const session = { ...signIn(service, service.publicClientId), ...changes };
      const metadata = { issuer: service.fake.url, revocation_endpoint: `${url}/oauth2/revoke` };
      const manager = await signedIn(session, { metadata });
      return manager.revokeTokens().catch((error: unknown) => error);
    };

    test('with invalid_client for an app client that is not configured', async () => {
      const error = await revoke({ clientId: 'madeup' });
      expect(error).toBeInstanceOf(ErrorResponse);
      expect(error).toMatchObject({ error: 'invalid_client' });
    });

    test('with temporarily_unavailable when there were too many requests', async () => {
      const limited = await startLimitedService(writeFile);
      const error = await revoke({}, limited.url);
      await limited.stop();
      expect(error).toBeInstanceOf(ErrorResponse);
      expect(error).toMatchObject({ error: 'temporarily_unavailable' });
    });

    test('with temporarily_unavailable when Cognito is away', async () => {
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'throttle', times: Infinity });
      const error = await revoke({});
      service.fake.clearFaults();
      expect(error).toBeInstanceOf(ErrorResponse);
      expect(error).toMatchObject({ error: 'temporarily_unavailable' });
    });
  });
});
