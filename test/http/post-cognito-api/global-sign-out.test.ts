import { describe, expect, test } from '@jest/globals';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { apiCall } from '../../support/http/api-calls.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import {
  ACCESS_TOKEN,
  ACCESS_TOKEN_WITHOUT_SCOPE,
  FORGED_ACCESS_TOKEN,
  ID_TOKEN,
  REFRESH_TOKEN,
} from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService, type TestServiceOptions } from '../../support/http/service.ts';

const SIGN_OUT = { operation: 'GlobalSignOut', userPoolId: SPA.userPoolId, accessToken: ACCESS_TOKEN };

/** Calls GlobalSignOut, and tells the answer and what Cognito was asked. */
async function signOut(
  members: object,
  options: TestServiceOptions & { readonly path?: string; readonly outcome?: UpstreamOutcome } = {},
) {
  const { path = '/', outcome, ...others } = options;
  const { app, cognito } = startService({
    clients: [
      { ...SPA, name: 'spa' },
      { ...SHOP, name: 'shop' },
    ],
    ...others,
  });
  if (outcome !== undefined) cognito.outcome = outcome;
  const { status, text } = await ask(app, { ...apiCall('GlobalSignOut', members), path });
  return { status, body: JSON.parse(text) as unknown, calls: cognito.calls };
}

const notAuthorized = (message: string) => ({
  status: 400,
  body: { __type: 'NotAuthorizedException', message },
  calls: [],
});

describe('GlobalSignOut at POST /', () => {
  test('G1 answers 200 with {} once Cognito has signed the user out, by whatever path the app client has', async () => {
    for (const path of ['/', '/cognito-idp/spa']) {
      expect(await signOut({ AccessToken: ACCESS_TOKEN }, { path })).toEqual({
        status: 200,
        body: {},
        calls: [SIGN_OUT],
      });
    }
  });

  test.each([
    ['a forged access token', FORGED_ACCESS_TOKEN],
    ['an ID token', ID_TOKEN],
    ['a refresh token', REFRESH_TOKEN],
    ['no token at all', 'x'],
  ])('refuses %s as Cognito does, without asking it', async (_what, AccessToken) => {
    expect(await signOut({ AccessToken })).toEqual(notAuthorized('Invalid Access Token'));
  });

  test('refuses an access token without the scope for it as Cognito does, without asking it', async () => {
    expect(await signOut({ AccessToken: ACCESS_TOKEN_WITHOUT_SCOPE })).toEqual(
      notAuthorized('Access Token does not have required scopes'),
    );
  });

  test('refuses the access token of another app client than the one on the path', async () => {
    const refused = await signOut({ AccessToken: ACCESS_TOKEN }, { path: '/cognito-idp/shop' });
    expect(refused).toEqual(notAuthorized('Invalid Access Token'));
  });

  test('W7 refuses a missing or illegal member', async () => {
    for (const members of [{}, { AccessToken: null }, { AccessToken: 'a b' }, { AccessToken: '' }]) {
      expect(await signOut(members)).toMatchObject({
        status: 400,
        body: { __type: 'InvalidParameterException', message: expect.stringContaining("'accessToken'") },
        calls: [],
      });
    }
  });

  test('G3 says that an access token was revoked, which only Cognito knows', async () => {
    const outcome = { kind: 'rejected', code: 'unauthenticated', exceptionName: 'X' } as const;
    expect(await signOut({ AccessToken: ACCESS_TOKEN }, { outcome })).toEqual({
      ...notAuthorized('Access Token has been revoked'),
      calls: [SIGN_OUT],
    });
  });

  test('says InternalErrorException while Cognito is away', async () => {
    const outcome = { kind: 'retry', cause: 'timeout', exceptionName: undefined } as const;
    expect(await signOut({ AccessToken: ACCESS_TOKEN }, { outcome })).toMatchObject({
      status: 503,
      body: { __type: 'InternalErrorException' },
    });
  });

  test('is not refused for what others did who prove nothing to the app client', async () => {
    const limiter = limiterAllowing({ 'app-client': 0 });
    expect(await signOut({ AccessToken: ACCESS_TOKEN }, { limiter })).toMatchObject({ status: 200 });
  });

  test('W6 counts by user', async () => {
    const limiter = limiterAllowing({ user: 0 });
    expect(await signOut({ AccessToken: ACCESS_TOKEN }, { limiter })).toEqual({
      status: 400,
      body: { __type: 'TooManyRequestsException', message: 'Rate exceeded' },
      calls: [],
    });
  });
});
