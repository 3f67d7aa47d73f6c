import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { startLimitedService } from '../support/interop/limited-service.ts';
import {
  CLIENT_PATHS,
  KINDS,
  REVOCATION_AT,
  UPSTREAMS,
  refreshes,
  signIn,
  type Session,
} from '../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

let service: RunningService;

function userOf(
  { clientId, accessToken, idToken, refreshToken }: Session,
  endpoint: string,
  { userPoolId }: RunningService = service,
): CognitoUser {
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint });
  const user = new CognitoUser({ Username: 'alice', Pool });
  user.setSignInUserSession(
    new CognitoUserSession({
      AccessToken: new CognitoAccessToken({ AccessToken: accessToken }),
      IdToken: new CognitoIdToken({ IdToken: idToken }),
      RefreshToken: new CognitoRefreshToken({ RefreshToken: refreshToken }),
    }),
  );
  return user;
}

function signOut(user: CognitoUser): Promise<unknown> {
  return new Promise((resolve) => {
    // The types leave out the error that the library calls back with.
    user.signOut(resolve as () => void);
  });
}

function globalSignOut(user: CognitoUser): Promise<unknown> {
  return new Promise((resolve) => {
    user.globalSignOut({ onSuccess: resolve, onFailure: resolve });
  });
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startRunningService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

  describe.each(KINDS)(
    'amazon-cognito-identity-js ends the session of a %s, whose secret it does not know',
    (kind) => {
      test.each(['/', CLIENT_PATHS[kind]])(
        'by signOut with the service as endpoint%s: the refresh token no longer refreshes',
        async (path) => {
          const session = signIn(service, service[kind]);
          const other = signIn(service, service[kind]);

          expect(await signOut(userOf(session, service.url + path))).toBeFalsy();

          expect(await refreshes(service, session)).toBe(false);
          expect(await refreshes(service, other)).toBe(true);
        },
      );

      test('by globalSignOut: no refresh token of the user does', async () => {
        const session = signIn(service, service[kind]);
        const other = signIn(service, service.publicClientId);

        expect(await globalSignOut(userOf(session, `${service.url}/`))).toBe('SUCCESS');

        expect(await refreshes(service, session)).toBe(false);
        expect(await refreshes(service, other)).toBe(false);
      });
    },
  );
});

type Upstream = (typeof UPSTREAMS)[number];

const FAILURES = {
  async unknownClient(upstream: Upstream) {
    const running = await startRunningService(writeFile, { upstream });
    const session = { ...signIn(running, running.publicClientId), clientId: 'madeup' };
    return signOutOf(running, session);
  },
  async tooMany() {
    const limited = await startLimitedService(writeFile);
    return signOutOf(limited, signIn(limited, limited.publicClientId));
  },
  async cognitoAway(upstream: Upstream) {
    const running = await startRunningService(writeFile, { upstream });
    running.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'reset', times: Infinity });
    return signOutOf(running, signIn(running, running.publicClientId));
  },
};

async function signOutOf(running: RunningService, session: Session): Promise<unknown> {
  const outcome = await signOut(userOf(session, `${running.url}/`, running));
  await running.stop();
  return outcome;
}

/** The library tries some of them again for six seconds: for all at once. */
describe('amazon-cognito-identity-js gives its callback an error', () => {
  let errors: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    const asked = UPSTREAMS.flatMap((upstream) =>
      Object.entries(FAILURES).map(async ([name, fail]) => [`${name} ${upstream}`, await fail(upstream)]),
    );
    errors = Object.fromEntries(await Promise.all(asked)) as Record<string, unknown>;
  }, 60_000);

  describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
    test.each([
      [
        'of the code UnauthorizedException for an app client that is not configured',
        'unknownClient',
        { code: 'UnauthorizedException', message: 'Invalid client or secret' },
      ],
      [
        'of the code TooManyRequestsException when there were too many requests',
        'tooMany',
        { code: 'TooManyRequestsException' },
      ],
      [
        'of the code InternalErrorException when Cognito is away',
        'cognitoAway',
        { code: 'InternalErrorException' },
      ],
    ])('%s', (_what, failure, error) => {
      expect(errors[`${failure} ${upstream}`]).toMatchObject(error);
    });
  });
});
