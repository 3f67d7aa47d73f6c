import {
  AdminListUserSessionsCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SignInShortcut, StartedSession } from '../../../src/fake-cognito/seed/seeded-sign-in.ts';
import { ALL_ADMIN_ACTS } from '../../../src/revocation/admin-act.ts';
import { startTrackingService, type TrackingService } from '../../support/cognito/tracking-service.ts';
import { canary } from '../../support/canaries.ts';
import { postJson, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;
let sdk: CognitoIdentityProviderClient;
let stop: TrackingService['stop'];
let users = 0;

beforeAll(async () => {
  ({ service, sdk, stop } = await startTrackingService(writeFile, {
    adminActs: ALL_ADMIN_ACTS,
    awsCredentials: { accessKeyId: 'AKIALINKED', secretAccessKey: canary('CANARYlinkedCANARYsecretkey') },
  }));
});
afterAll(() => stop());

interface Household {
  readonly username: string;
  /** Two of one browser, one of another, and one without managed login; and one of somebody else. */
  readonly sessions: Readonly<Record<'one' | 'sibling' | 'elsewhere' | 'api' | 'others', StartedSession>>;
}

/** A user who is signed in with two browsers and a device, and somebody who must not notice anything. */
function signInAll(): Household {
  const { fake, userPoolId, publicClientId: clientId } = service;
  users += 1;
  const [username, other] = [`user-${users}`, `other-${users}`];
  for (const name of [username, other]) {
    fake.createUser({ userPoolId, username: name, password: canary('Linked-horse-9') });
  }
  const start = (more: Partial<SignInShortcut> = {}) => {
    const session = fake.startSession({ clientId, username, ...more });
    for (const token of [session.accessToken, session.idToken, session.refreshToken]) canary(token);
    return session;
  };
  const one = start({ managedLogin: 'new' });
  const sibling = start({ managedLogin: { ssoSessionId: one.ssoSessionId ?? '' } });
  const elsewhere = start({ managedLogin: 'new' });
  const others = start({ managedLogin: 'new', username: other });
  return { username, sessions: { one, sibling, elsewhere, api: start(), others } };
}

/** What the AWS SDK, asked at Cognito, says has ended: token sessions by their names, managed logins as `sso of …`. */
async function endedOf({ sessions }: Household): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const [name, session] of Object.entries(sessions)) if (!(await lives(session))) ended.push(name);
  const alive = [...(await ssoSessionsOf(users, 'user')), ...(await ssoSessionsOf(users, 'other'))];
  for (const name of ['one', 'elsewhere', 'others'] as const) {
    if (!alive.includes(sessions[name].ssoSessionId ?? '')) ended.push(`sso of ${name}`);
  }
  return ended;
}

async function lives({ accessToken, refreshToken }: StartedSession): Promise<boolean> {
  const { publicClientId: ClientId } = service;
  const [user, tokens] = await Promise.allSettled([
    sdk.send(new GetUserCommand({ AccessToken: accessToken })),
    sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refreshToken })),
  ]);
  expect(user.status).toBe(tokens.status);
  return user.status === 'fulfilled';
}

async function ssoSessionsOf(number: number, who: string): Promise<readonly string[]> {
  const user = { UserPoolId: service.userPoolId, Username: `${who}-${number}` };
  const { Sessions = [] } = await sdk.send(new AdminListUserSessionsCommand(user));
  return Sessions.flatMap(({ SessionType, SessionId = '' }) => (SessionType === 'SSO' ? [SessionId] : []));
}

type Ask = (household: Household) => Promise<{ readonly status: number }>;

const logout =
  (more: Readonly<Record<string, unknown>> = {}): Ask =>
  ({ sessions: { one } }) => {
    const { refreshToken, accessToken } = one;
    const { url, publicClientId: clientId } = service;
    const proof = 'everywhere' in more ? { accessToken } : {};
    return postJson(`${url}/logout`, { refreshToken, clientId, ...proof, ...more });
  };

const order =
  (target: (household: Household) => Readonly<Record<string, unknown>>): Ask =>
  (household) => {
    const body = { reason: 'to see what ends', ...target(household) };
    const headers = { authorization: `Bearer ${service.apiKey}` };
    return postJson(`${service.url}/admin/revoke`, body, headers);
  };

const ofUser = (more: (household: Household) => Readonly<Record<string, unknown>> = () => ({})) =>
  order((household) => ({
    username: household.username,
    userPoolId: service.userPoolId,
    ...more(household),
  }));

const byToken = (more: Readonly<Record<string, unknown>> = {}) =>
  order(({ sessions: { one } }) => ({
    refreshToken: one.refreshToken,
    clientId: service.publicClientId,
    ...more,
  }));

const endOwn =
  (idOf: (sessions: Household['sessions']) => string | undefined, query = ''): Ask =>
  ({ sessions }) =>
    fetch(`${service.url}/sessions/${idOf(sessions)}${query}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${sessions.api.accessToken}` },
    });

const ALL = ['one', 'sibling', 'elsewhere', 'api'];
const LINKED = ['one', 'sso of one'];
const BROWSER = ['one', 'sibling', 'sso of one'];
const EVERYTHING = [...ALL, 'sso of one', 'sso of elsewhere'];

/** What is asked of the service, and what ends by it: nothing else does. */
const ORDERS: readonly (readonly [what: string, ask: Ask, ends: readonly string[]])[] = [
  ['a logout', logout(), ['one']],
  ['a logout with endSso', logout({ endSso: true }), LINKED],
  ['a logout everywhere', logout({ everywhere: true }), ALL],
  ['a logout everywhere with endSso', logout({ everywhere: true, endSso: true }), EVERYTHING],
  ["an admin's order by refresh token", byToken(), ['one']],
  ["an admin's order by refresh token with endSso", byToken({ endSso: true }), LINKED],
  [
    "an admin's order by access token",
    order(({ sessions }) => ({ accessToken: sessions.one.accessToken })),
    [],
  ],
  ["an admin's order for a user", ofUser(), ALL],
  ["an admin's order for a user with endSso", ofUser(() => ({ endSso: true })), EVERYTHING],
  ["an admin's order that disables a user", ofUser(() => ({ disableUser: true })), ALL],
  [
    "an admin's order that is a dry run",
    ofUser(() => ({ endSso: true, disableUser: true, dryRun: true })),
    [],
  ],
  [
    "an admin's order for a session",
    ofUser(({ sessions }) => ({ sessionId: sessions.one.sessionId })),
    ['one'],
  ],
  [
    "an admin's order for a session with endSso",
    ofUser(({ sessions }) => ({ sessionId: sessions.one.sessionId, endSso: true })),
    LINKED,
  ],
  [
    "an admin's order for a managed login",
    ofUser(({ sessions }) => ({ sessionId: sessions.one.ssoSessionId })),
    ['sso of one'],
  ],
  [
    "an admin's order for a managed login with endSso",
    ofUser(({ sessions }) => ({ sessionId: sessions.one.ssoSessionId, endSso: true })),
    BROWSER,
  ],
  ['the end of a session by its user', endOwn(({ one }) => one.sessionId), ['one']],
  [
    'the end of a session by its user with endSso',
    endOwn(({ one }) => one.sessionId, '?endSso=true'),
    LINKED,
  ],
  ['the end of a managed login by its user', endOwn(({ one }) => one.ssoSessionId), ['sso of one']],
  [
    'the end of a managed login by its user with endSso',
    endOwn(({ one }) => one.ssoSessionId, '?endSso=true'),
    BROWSER,
  ],
  [
    "an admin's order for all tokens of an app client",
    order(() => ({ clientId: service.publicClientId, allUsers: true })),
    [],
  ],
  [
    "an admin's order for all tokens of a user pool",
    order(() => ({ userPoolId: service.userPoolId, allUsers: true })),
    [],
  ],
];

describe('By what the AWS SDK sees at Cognito,', () => {
  test.each(ORDERS)('%s ends what it is about, and all others live', async (_, ask, ends) => {
    const household = signInAll();
    expect((await ask(household)).status).toBe(200);
    expect([...(await endedOf(household))].sort()).toEqual([...ends].sort());
  });

  test('sessions that are linked with one end when Cognito gets to it, a few seconds later', async () => {
    const household = signInAll();
    service.fake.setUnknowns({ sessionDelayMs: 3000 });
    expect((await logout({ endSso: true })(household)).status).toBe(200);
    service.fake.clock.advanceMs(6001);
    expect([...(await endedOf(household))].sort()).toEqual(LINKED);
    service.fake.clock.reset();
    service.fake.setUnknowns({ sessionDelayMs: 0 });
  });
});
