import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Amplify } from 'aws-amplify';
import { getCurrentUser, signOut } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { ConsoleLogger } from 'aws-amplify/utils';
import {
  CLIENT_PATHS,
  KINDS,
  UPSTREAMS,
  refreshes,
  signIn,
  type Session,
} from '../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

let service: RunningService;

/** Makes Amplify take the session for one that it signed in itself, as after a reload of the page. */
function resume({ clientId, accessToken, idToken, refreshToken }: Session, path: string): void {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: service.userPoolId,
        userPoolClientId: clientId,
        userPoolEndpoint: service.url + path,
      },
    },
  });
  const prefix = `CognitoIdentityServiceProvider.${clientId}`;
  const entries = new Map([
    [`${prefix}.LastAuthUser`, 'alice'],
    [`${prefix}.alice.accessToken`, accessToken],
    [`${prefix}.alice.idToken`, idToken],
    [`${prefix}.alice.refreshToken`, refreshToken],
    [`${prefix}.alice.clockDrift`, '0'],
  ]);
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    getItem: (key) => Promise.resolve(entries.get(key) ?? null),
    setItem: (key, value) => Promise.resolve(void entries.set(key, value)),
    removeItem: (key) => Promise.resolve(void entries.delete(key)),
    clear: () => Promise.resolve(entries.clear()),
  });
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    ConsoleLogger.LOG_LEVEL = 'ERROR';
    service = await startRunningService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

  describe.each(KINDS)('aws-amplify ends the session of a %s, whose secret it does not know', (kind) => {
    test.each(['', CLIENT_PATHS[kind]])(
      'by signOut, with the service as userPoolEndpoint%s: the refresh token no longer refreshes',
      async (path) => {
        const session = signIn(service, service[kind]);
        const other = signIn(service, service[kind]);
        resume(session, path);
        expect((await getCurrentUser()).username).toBe('alice');

        await signOut();

        expect(await refreshes(service, session)).toBe(false);
        expect(await refreshes(service, other)).toBe(true);
        await expect(getCurrentUser()).rejects.toThrow('User needs to be authenticated');
      },
    );

    test.each(['', CLIENT_PATHS[kind]])(
      'by signOut({ global: true }), with the service as userPoolEndpoint%s: no refresh token of the user does',
      async (path) => {
        const session = signIn(service, service[kind]);
        const other = signIn(service, service.publicClientId);
        resume(session, path);

        await signOut({ global: true });

        expect(await refreshes(service, session)).toBe(false);
        expect(await refreshes(service, other)).toBe(false);
      },
    );
  });

  test.each([false, true])(
    'aws-amplify swallows it when Cognito is away (global: %s): the user is signed out in the app alone',
    async (global) => {
      const session = signIn(service, service.publicClientId);
      resume(session, '');
      service.fake.failNext({ operation: '*', kind: 'reset', times: Infinity });

      await expect(signOut({ global })).resolves.toBeUndefined();
      service.fake.clearFaults();

      expect(await refreshes(service, session)).toBe(true);
      await expect(getCurrentUser()).rejects.toThrow('User needs to be authenticated');
    },
  );
});
