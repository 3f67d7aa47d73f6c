import {
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  AdminUserGlobalSignOutCommand,
  GetTokensFromRefreshTokenCommand,
  ListUserSessionsCommand,
  RevokeTokenCommand,
  RevokeUserSessionCommand,
  SetUserPoolClientSessionConfigurationCommand,
  SetUserPoolSessionConfigurationCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SignInShortcut, StartedSession } from '../../src/fake-cognito/seed/seeded-sign-in.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import { sdkFor } from './seeded-fake.ts';

let fake: FakeCognito;
let sdk: CognitoIdentityProviderClient;
let UserPoolId: string;
let clientId: string;
const Username = 'alice';

beforeEach(async () => {
  fake = await startFakeCognito();
  ({ id: UserPoolId } = await fake.createUserPool({ region: 'eu-west-1', sessionTracking: true }));
  ({ clientId } = fake.createAppClient({ userPoolId: UserPoolId }));
  fake.createUser({ userPoolId: UserPoolId, username: Username, password: canary('Sessions-horse-7') });
  sdk = sdkFor(fake);
});
afterEach(async () => {
  sdk.destroy();
  await fake.stop();
});

function start(more: Partial<SignInShortcut> = {}): StartedSession {
  const session = fake.startSession({ clientId, username: Username, ...more });
  canary(session.accessToken);
  canary(session.refreshToken);
  return session;
}

async function listed() {
  const { Sessions = [] } = await sdk.send(new AdminListUserSessionsCommand({ UserPoolId, Username }));
  return Sessions;
}

async function listedIds(): Promise<readonly (string | undefined)[]> {
  return (await listed()).map(({ SessionId }) => SessionId);
}

function revoke(SessionId: string | undefined, linked = false) {
  const RevokeAssociatedSessions = linked ? 'LINKED' : 'NONE';
  const input = { UserPoolId, Username, SessionId, RevokeAssociatedSessions } as const;
  return sdk.send(new AdminRevokeUserSessionCommand(input));
}

function statesOf(...sessions: readonly StartedSession[]) {
  return sessions.map(({ refreshToken }) => fake.refreshTokenState(refreshToken));
}

describe('what a list tells of a session', () => {
  test('is where it was used last, in what, and through which managed-login session it came', async () => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537';
    const { sessionId, ssoSessionId } = start({ managedLogin: 'new', ipAddress: '203.0.113.9', userAgent });
    const [token, sso] = await listed();
    const used = {
      ClientId: clientId,
      DeviceType: 'Linux Chrome',
      LastIPAddress: '203.0.113.9',
      LastLocation: { City: 'Nairobi', Country: 'Kenya' },
      IsCurrentSession: false,
    };
    expect(token).toMatchObject({
      ...used,
      SessionId: sessionId,
      SessionType: 'TOKEN',
      OriginSessionId: ssoSessionId,
    });
    expect(sso).toMatchObject({ ...used, SessionId: ssoSessionId, SessionType: 'SSO' });
    expect(sso?.OriginSessionId).toBeUndefined();
    expect([sessionId, ssoSessionId]).toEqual([
      expect.stringMatching(/^tkn[a-z0-9]{25}$/),
      expect.stringMatching(/^sso[a-z0-9]{25}$/),
    ]);
  });

  test('changes with every refresh, but for the time of the beginning', async () => {
    const { refreshToken } = start({ ipAddress: '203.0.113.9' });
    const [before] = await listed();
    fake.clock.advanceMs(60_000);
    await sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: refreshToken }));
    const [after] = await listed();
    expect(after).toMatchObject({ CreateDate: before?.CreateDate, LastIPAddress: '127.0.0.1' });
    const activeMs = Number(after?.LastActiveDate) - Number(before?.LastActiveDate);
    expect(activeMs).toBeGreaterThanOrEqual(60_000);
  });

  test('is gone once the refresh token has expired', async () => {
    start();
    fake.clock.advanceMs(31 * 86_400_000);
    expect(await listed()).toEqual([]);
  });

  test('is nothing of a session from before tracking was switched on', async () => {
    const other = await fake.createUserPool({ region: 'eu-west-1' });
    const app = fake.createAppClient({ userPoolId: other.id });
    fake.createUser({ userPoolId: other.id, username: Username, password: canary('Sessions-horse-8') });
    fake.signIn({ clientId: app.clientId, username: Username });
    UserPoolId = other.id;
    await configure(20);
    expect(await listed()).toEqual([]);
  });
});

describe('LINKED', () => {
  test('ends the managed-login session behind a token session, and no other', async () => {
    const first = start({ managedLogin: 'new' });
    const sibling = start({ managedLogin: { ssoSessionId: first.ssoSessionId ?? '' } });
    const elsewhere = start({ managedLogin: 'new' });
    await revoke(first.sessionId, true);
    expect(statesOf(first, sibling, elsewhere)).toEqual(['revoked', 'live', 'live']);
    const left = [sibling.sessionId, elsewhere.sessionId, elsewhere.ssoSessionId];
    expect(new Set(await listedIds())).toEqual(new Set(left));
  });

  test('ends the token sessions that came through a managed-login session, and no other', async () => {
    const first = start({ managedLogin: 'new' });
    const sibling = start({ managedLogin: { ssoSessionId: first.ssoSessionId ?? '' } });
    const [elsewhere, api] = [start({ managedLogin: 'new' }), start()];
    await revoke(first.ssoSessionId, true);
    expect(statesOf(first, sibling, elsewhere, api)).toEqual(['revoked', 'revoked', 'live', 'live']);
  });

  test('left out, leaves alone what is linked, in both directions', async () => {
    const [first, second] = [start({ managedLogin: 'new' }), start({ managedLogin: 'new' })];
    await revoke(first.sessionId);
    await revoke(second.ssoSessionId);
    expect(statesOf(first, second)).toEqual(['revoked', 'live']);
    expect(new Set(await listedIds())).toEqual(new Set([first.ssoSessionId, second.sessionId]));
  });

  test('with RevokeToken means the same as with a session', async () => {
    const first = start({ managedLogin: 'new' });
    const sibling = start({ managedLogin: { ssoSessionId: first.ssoSessionId ?? '' } });
    const { refreshToken: Token } = first;
    await sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token, RevokeAssociatedSessions: 'LINKED' }));
    expect(await listedIds()).toEqual([sibling.sessionId]);
  });
});

describe('more sessions than a user may have', () => {
  test('end with the one that was used least recently, at the next sign-in', async () => {
    await configure(2);
    const [first, second] = [start(), start()];
    fake.clock.advanceMs(1000);
    await sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: first.refreshToken }),
    );
    const third = start();
    expect(statesOf(first, second, third)).toEqual(['live', 'revoked', 'live']);
  });

  test('end at the next sign-in only, when the limit is lowered', async () => {
    const sessions = [start(), start(), start()];
    await configure(1);
    expect(statesOf(...sessions)).toEqual(['live', 'live', 'live']);
    start();
    expect(statesOf(...sessions)).toEqual(['revoked', 'revoked', 'revoked']);
  });
});

describe('a user’s own token', () => {
  test('lists the sessions of every app client, and tells its own', async () => {
    const other = fake.createAppClient({ userPoolId: UserPoolId });
    const [here, there] = [start(), start({ clientId: other.clientId })];
    const command = new ListUserSessionsCommand({ AccessToken: here.accessToken });
    const { Sessions = [] } = await sdk.send(command);
    expect(Sessions.map(({ SessionId, IsCurrentSession }) => [SessionId, IsCurrentSession])).toEqual([
      [here.sessionId, true],
      [there.sessionId, false],
    ]);
  });

  test('ends other sessions, but neither its own nor somebody else’s', async () => {
    fake.createUser({ userPoolId: UserPoolId, username: 'bob', password: canary('Sessions-horse-9') });
    const [here, there, bobs] = [start(), start(), start({ username: 'bob' })];
    const end = (SessionId: string) =>
      sdk.send(new RevokeUserSessionCommand({ AccessToken: here.accessToken, SessionId }));
    await end(there.sessionId);
    await expect(end(here.sessionId)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(end(bobs.sessionId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(statesOf(here, there, bobs)).toEqual(['live', 'revoked', 'live']);
  });

  test.each([
    ['userAdmin', 'rejected'],
    ['any', 'fulfilled'],
  ] as const)(
    'without the scope of Cognito’s own operations, where %s is wanted, is %s',
    async (sessionScope, result) => {
      fake.setUnknowns({ sessionScope });
      const { accessToken } = start({ scopes: ['openid'] });
      const [settled] = await Promise.allSettled([
        sdk.send(new ListUserSessionsCommand({ AccessToken: accessToken })),
      ]);
      expect(settled?.status).toBe(result);
    },
  );
});

describe('with a few seconds until all of Cognito knows', () => {
  const DELAY_MS = 3000;
  beforeEach(() => fake.setUnknowns({ sessionDelayMs: DELAY_MS }));

  test('a list shows neither the newest session nor that one has just ended', async () => {
    const old = start();
    fake.clock.advanceMs(DELAY_MS);
    start();
    await revoke(old.sessionId);
    expect(await listedIds()).toEqual([old.sessionId]);
    fake.clock.advanceMs(DELAY_MS);
    expect(await listedIds()).not.toContain(old.sessionId);
  });

  test('a session ends at once, and those that are linked with it later', async () => {
    const session = start({ managedLogin: 'new' });
    await revoke(session.ssoSessionId, true);
    expect(statesOf(session)).toEqual(['live']);
    fake.clock.advanceMs(DELAY_MS);
    expect(statesOf(session)).toEqual(['revoked']);
  });
});

describe('what the documentation leaves open', () => {
  test.each([
    ['kept', 1],
    ['ended', 0],
  ] as const)('managed-login sessions are %s by a global sign-out', async (ssoAtSignOut, left) => {
    fake.setUnknowns({ ssoAtSignOut });
    start({ managedLogin: 'new' });
    await sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    expect(await listed()).toHaveLength(left);
  });

  test.each([
    ['featureUnavailable', 'FeatureUnavailableInTierException'],
    ['operationNotEnabled', 'OperationNotEnabledException'],
    ['invalidParameter', 'InvalidParameterException'],
    ['notAuthorized', 'NotAuthorizedException'],
    ['resourceNotFound', 'ResourceNotFoundException'],
  ] as const)('a pool that tracks nothing may answer %s', async (untrackedPool, name) => {
    fake.setUnknowns({ untrackedPool });
    await configure(20, 'DISABLED');
    await expect(listed()).rejects.toMatchObject({ name });
  });

  test('or that there are no sessions', async () => {
    fake.setUnknowns({ untrackedPool: 'empty' });
    start();
    await configure(20, 'DISABLED');
    expect(await listed()).toEqual([]);
  });
});

describe('the tier Lite', () => {
  beforeEach(async () => {
    const pool = await fake.createUserPool({ region: 'eu-west-1', tier: 'LITE' });
    UserPoolId = pool.id;
    fake.createUser({ userPoolId: UserPoolId, username: Username, password: canary('Sessions-horse-0') });
  });

  test.each([
    ['lists no sessions', () => listed()],
    ['has no tracking to switch on', () => configure(20)],
  ])('%s', async (_, act) => {
    await expect(act()).rejects.toMatchObject({ name: 'FeatureUnavailableInTierException' });
  });
});

test('an app client that never goes on silently asks for the password again', async () => {
  const url = 'https://app.example.com/callback';
  const app = fake.createAppClient({ userPoolId: UserPoolId, callbackUrls: [url] });
  await sdk.send(
    new SetUserPoolClientSessionConfigurationCommand({
      UserPoolId,
      ClientId: app.clientId,
      SSOSession: { MaxValidityMinutes: 0 },
    }),
  );
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: url,
    scope: 'openid',
  }).toString();
  const login = await fetch(`${fake.url}/login?${query}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ username: Username, password: 'Sessions-horse-7' }),
  });
  const cookie = canary((login.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  expect(cookie).toMatch(/^cognito=/);
  const again = await fetch(`${fake.url}/oauth2/authorize?${query}`, {
    redirect: 'manual',
    headers: { cookie },
  });
  expect(again.headers.get('location')).toMatch(/^\/login\?/);
});

function configure(MaxPerUser: number, UserSessionTracking: 'ENABLED' | 'DISABLED' = 'ENABLED') {
  return sdk.send(
    new SetUserPoolSessionConfigurationCommand({
      UserPoolId,
      UserSessionTracking,
      TokenSession: { MaxPerUser },
    }),
  );
}
