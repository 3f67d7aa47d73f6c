import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, fetchUserAttributes, signIn, signOut } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { ConsoleLogger } from 'aws-amplify/utils';
import { canary, encodingsOf } from '../support/canaries.ts';
import { CLIENT_PATHS, KINDS, signIn as sessionOf } from '../support/interop/sessions.ts';
import { PASSWORD, SECRET, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  ConsoleLogger.LOG_LEVEL = 'ERROR';
  service = await startRunningService(writeFile, {
    environment: { PASS_THROUGH_OPERATIONS: 'InitiateAuth,GetTokensFromRefreshToken,GetUser' },
  });
});
afterAll(() => service.stop());

const known: string[] = [PASSWORD, SECRET];

function configure(userPoolClientId: string, path: string): void {
  const { userPoolId, url } = service;
  Amplify.configure({
    Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: url + path } },
  });
  const entries = new Map<string, string>();
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    getItem: (key) => Promise.resolve(entries.get(key) ?? null),
    setItem: (key, value) => Promise.resolve(void entries.set(key, value)),
    removeItem: (key) => Promise.resolve(void entries.delete(key)),
    clear: () => Promise.resolve(entries.clear()),
  });
}

/** Keeps a token that the fake issued through the service, so that it is looked for in everything that is written. */
function seen(token: string | undefined): string {
  known.push(canary(token ?? ''));
  return token ?? '';
}

describe.each(KINDS)(
  'through the service as its only endpoint, for a %s whose secret it does not know,',
  (kind) => {
    test.each(['', CLIENT_PATHS[kind]])(
      'aws-amplify signs in, refreshes, reads the user and signs out (userPoolEndpoint %s)',
      async (path) => {
        configure(service[kind], path);
        const options = { authFlowType: 'USER_PASSWORD_AUTH' } as const;

        expect(await signIn({ username: 'alice', password: PASSWORD, options })).toMatchObject({
          isSignedIn: true,
        });
        const first = seen((await fetchAuthSession()).tokens?.accessToken.toString());
        const { tokens } = await fetchAuthSession({ forceRefresh: true });
        expect(seen(tokens?.accessToken.toString())).not.toBe(first);
        expect((await fetchUserAttributes()).email).toBe('alice@example.com');

        const { refreshToken = '' } = (await cognitoUserPoolsTokenProvider.authTokenStore.loadTokens()) ?? {};
        expect(service.fake.refreshTokenState(seen(refreshToken))).toBe('live');
        await signOut();
        expect(service.fake.refreshTokenState(refreshToken)).toBe('revoked');
      },
    );

    test('amazon-cognito-identity-js refreshes by InitiateAuth and signs out', async () => {
      const { clientId, ...held } = sessionOf(service, service[kind]);
      const pool = { UserPoolId: service.userPoolId, ClientId: clientId, endpoint: `${service.url}/` };
      const user = new CognitoUser({ Username: 'alice', Pool: new CognitoUserPool(pool) });
      const RefreshToken = new CognitoRefreshToken({ RefreshToken: held.refreshToken });
      user.setSignInUserSession(
        new CognitoUserSession({
          AccessToken: new CognitoAccessToken({ AccessToken: held.accessToken }),
          IdToken: new CognitoIdToken({ IdToken: held.idToken }),
          RefreshToken,
        }),
      );

      const refreshed = await new Promise<CognitoUserSession>((resolve, reject) => {
        user.refreshSession(RefreshToken, (error: Error | undefined, result: CognitoUserSession) => {
          if (error) reject(error);
          else resolve(result);
        });
      });
      expect(seen(refreshed.getAccessToken().getJwtToken())).not.toBe(held.accessToken);
      await new Promise<void>((resolve) => user.signOut(resolve));

      expect(service.fake.refreshTokenState(seen(held.refreshToken))).toBe('revoked');
    });
  },
);

test('a wrong password is told in the words of Cognito', async () => {
  configure(service.confidentialClientId, '');
  const options = { authFlowType: 'USER_PASSWORD_AUTH' } as const;
  const password = canary('Wrong-horse-battery-9');
  await expect(signIn({ username: 'alice', password, options })).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
});

test('no password, secret or token that passed through stands in the log', () => {
  expect(known.length).toBeGreaterThan(10);
  for (const value of known) {
    for (const form of encodingsOf(value)) expect(service.log()).not.toContain(form);
  }
  expect(service.log()).toContain('"operation":"InitiateAuth"');
});
