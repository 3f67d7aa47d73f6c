import { describe, expect, test } from '@jest/globals';
import type { UserSession } from '../../src/revocation/ports/users/session-directory.ts';
import { createTryAtCognito } from '../../src/revocation/tries/try-at-cognito.ts';
import { canary } from '../support/canaries.ts';
import {
  ADMIN,
  cognito,
  endSessionAt,
  FORBIDDEN_BY_IAM,
  LATER,
  NOW_MS,
  order,
  receiptOf,
  session,
  TWO_BROWSERS,
  UNTRACKED,
  type Told,
} from '../support/cognito/told-cognito.ts';
import { knownUser } from '../support/cognito/user-ports.ts';
import { EXAMPLE_CLIENT, endTokenSession } from '../support/example-command.ts';

const NO_SUCH_USER = {
  kind: 'rejected',
  code: 'user-not-found',
  exceptionName: 'UserNotFoundException',
} as const;
const ALL_THREE = order({ disableUser: true, endSso: true });

describe("an admin's order for a user", () => {
  test('signs the user out, and says that managed login and sign-in are as they were', async () => {
    const { asked, status, states } = await receiptOf(order());
    expect(asked).toEqual(['AdminUserGlobalSignOut of alice']);
    expect(status).toBe('revoked');
    expect(states).toEqual({
      refreshToken: { effect: 'refreshToken', state: 'dead' },
      accessTokens: { effect: 'accessTokens', state: 'expires', until: '2026-11-26T12:00:00.000Z' },
      managedLogin: { effect: 'managedLogin', state: 'alive', until: '2026-11-25T13:00:00.000Z' },
      signIn: { effect: 'signIn', state: 'notRequested' },
    });
  });

  test('disables the user before anything else, so that no new session begins while the others end', async () => {
    const { asked, states } = await receiptOf(ALL_THREE);
    expect(asked).toEqual([
      'AdminDisableUser',
      'AdminListUserSessions',
      'AdminRevokeUserSession ssoone linked',
      'AdminRevokeUserSession ssotwo linked',
      'AdminUserGlobalSignOut of alice',
    ]);
    expect([states['signIn']?.state, states['refreshToken']?.state]).toEqual(['dead', 'dead']);
  });

  test.each([
    ['AdminDisableUser', { signIn: 'pending', managedLogin: 'pending', refreshToken: 'dead' }],
    [
      'AdminRevokeUserSession ssotwo linked',
      { signIn: 'dead', managedLogin: 'pending', refreshToken: 'dead' },
    ],
    ['AdminUserGlobalSignOut of alice', { signIn: 'dead', managedLogin: 'pending', refreshToken: 'pending' }],
  ])('whose %s fails does all the rest, and says of each part how it stands', async (failing, expected) => {
    for (const failure of [LATER, FORBIDDEN_BY_IAM]) {
      const { status, states } = await receiptOf(ALL_THREE, { answers: { [failing]: failure } });
      expect(status).toBe('accepted');
      for (const [effect, state] of Object.entries(expected)) expect(states[effect]).toMatchObject({ state });
    }
  });

  test('is tried again for what is left alone', async () => {
    const { ports, asked } = cognito({ answers: { AdminDisableUser: FORBIDDEN_BY_IAM } });
    const attempt = { context: ADMIN, receiptId: 'receipt-1', lane: 'admin', sinceMs: 0 } as const;
    const first = await createTryAtCognito(ports)({ ...attempt, command: ALL_THREE, callsDone: 0 });
    asked.length = 0;
    const { callsDone } = first;
    const again = cognito({});
    const second = await createTryAtCognito(again.ports)({ ...attempt, command: ALL_THREE, callsDone });
    expect(first.outcome).toEqual(FORBIDDEN_BY_IAM);
    expect(again.asked).toEqual(['AdminDisableUser']);
    expect(second.outcome).toMatchObject({ kind: 'unproven' });
  });

  test.each([
    ['waits for what passes by itself before it waits for an operator', FORBIDDEN_BY_IAM, LATER, LATER],
    ['and so it does where what passes came first', LATER, FORBIDDEN_BY_IAM, LATER],
    ['waits no more once Cognito says that there is no such user', LATER, NO_SUCH_USER, NO_SUCH_USER],
  ])('%s', async (_, disabled, signedOut, expected) => {
    const answers = { AdminDisableUser: disabled, 'AdminUserGlobalSignOut of alice': signedOut };
    const { ports } = cognito({ answers });
    const attempt = {
      context: ADMIN,
      receiptId: 'receipt-1',
      lane: 'admin',
      sinceMs: 0,
      callsDone: 0,
    } as const;
    const { outcome } = await createTryAtCognito(ports)({ ...attempt, command: ALL_THREE });
    expect(outcome).toEqual(expected);
  });

  test('that Cognito has no records of sessions for does the rest, and calls managed login alive', async () => {
    const logoutUrl = 'https://auth.example.com/logout?client_id=webapp';
    const managedLogin = { isTracked: true, logoutUrl };
    const receipt = await receiptOf({ ...ALL_THREE, managedLogin }, { listing: UNTRACKED });
    expect(receipt.status).toBe('revoked');
    expect(receipt.states['managedLogin']).toMatchObject({ state: 'alive', remedy: 'logoutUrl' });
    expect(receipt.logoutUrl).toBe(logoutUrl);
    expect(receipt.asked).toContain('AdminUserGlobalSignOut of alice');
  });

  test('names as the remedy for managed login the switch that would end it', async () => {
    const { states, logoutUrl } = await receiptOf(
      order({ managedLogin: { isTracked: true, logoutUrl: 'https://auth.example.com/logout' } }),
    );
    expect(states['managedLogin']).toEqual({ effect: 'managedLogin', state: 'alive', remedy: 'endSso' });
    expect(logoutUrl).toBeUndefined();
  });

  test('is over at once where there is no such user', async () => {
    const { endSession, asked } = endSessionAt({ answers: { AdminDisableUser: NO_SUCH_USER } });
    await expect(endSession(ALL_THREE, ADMIN)).rejects.toMatchObject({ code: 'user-not-found' });
    expect(asked).toEqual(['AdminDisableUser']);
  });
});

describe('that managed logins have ended', () => {
  const GONE = { kind: 'rejected', code: 'session-not-found', exceptionName: 'X' } as const;
  const attempt = { context: ADMIN, receiptId: 'receipt-1', lane: 'admin', sinceMs: NOW_MS } as const;
  const WITH_SSO = order({ endSso: true });

  /** What a later try makes of it, which finds these sessions. */
  async function lookAgain(found: readonly UserSession[], answers: Told['answers'] = {}) {
    const first = await createTryAtCognito(cognito({}).ports)({
      ...attempt,
      command: WITH_SSO,
      callsDone: 0,
    });
    expect(first.outcome).toMatchObject({ kind: 'unproven', retryInMs: expect.any(Number) });
    const { callsDone } = first;
    const { ports, asked } = cognito({ listing: { kind: 'listed', sessions: found }, answers });
    const { outcome } = await createTryAtCognito(ports)({ ...attempt, command: WITH_SSO, callsDone });
    return { outcome, asked };
  }

  test('is claimed by no receipt before a list of after the sign-out shows it, since lists are seconds old', async () => {
    const { status, states } = await receiptOf(WITH_SSO);
    expect(status).toBe('accepted');
    expect(states['refreshToken']?.state).toBe('dead');
    expect(states['managedLogin']).toEqual({ effect: 'managedLogin', state: 'pending' });
  });

  test('is confirmed by such a list without any', async () => {
    const { outcome, asked } = await lookAgain([session('tknone', 'token')]);
    expect([outcome, asked]).toEqual([{ kind: 'confirmed' }, ['AdminListUserSessions']]);
  });

  test('takes the end of those that the first list did not show yet, and leaves those of a later sign-in alone', async () => {
    const { outcome, asked } = await lookAgain([
      session('ssoyoung', 'sso', NOW_MS + 100),
      session('ssonew', 'sso', NOW_MS + 60_000),
      session('ssoold', 'sso'),
    ]);
    expect(outcome).toEqual({ kind: 'confirmed' });
    expect(asked).toEqual([
      'AdminListUserSessions',
      'AdminRevokeUserSession ssoyoung linked',
      'AdminRevokeUserSession ssoold linked',
    ]);
  });

  test('is true of one that the list still shows, and that Cognito does not know any more', async () => {
    const answers = { 'AdminRevokeUserSession ssoold linked': GONE };
    expect((await lookAgain([session('ssoold', 'sso')], answers)).outcome).toEqual({ kind: 'confirmed' });
  });

  test('is looked for again where Cognito does not say, and the user is not signed out a second time', async () => {
    const answers = { 'AdminRevokeUserSession ssoold linked': LATER };
    const { outcome, asked } = await lookAgain([session('ssoold', 'sso')], answers);
    expect(outcome).toEqual(LATER);
    expect(asked).not.toContain('AdminUserGlobalSignOut of alice');
  });

  test('is not claimed where nothing is kept, so that nobody will look: the receipt says what to do', async () => {
    const { endSession } = endSessionAt({}, 'none');
    const { status, effects } = await endSession(WITH_SSO, ADMIN);
    expect(status).toBe('revoked');
    expect(effects).toContainEqual({ effect: 'refreshToken', state: 'dead' });
    expect(effects).toContainEqual({ effect: 'managedLogin', state: 'alive', remedy: 'endSso' });
  });
});

test('a user who is known by the sub alone is looked up before the first call, by the name that Cognito has', async () => {
  const user = knownUser('Google_123', { sub: 'sub-of-g' });
  const { asked } = await receiptOf(order({ username: 'sub-of-g', sub: 'sub-of-g', isUnresolved: true }), {
    lookup: { kind: 'found', user },
  });
  expect(asked).toEqual(['AdminUserGlobalSignOut of Google_123']);
});

test('a user whose name is a sub, as in pools where people sign in by e-mail, is not looked up again', async () => {
  const { asked } = await receiptOf(order({ username: 'sub-of-h', sub: 'sub-of-h' }), {
    lookup: { kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' },
  });
  expect(asked).toEqual(['AdminUserGlobalSignOut of sub-of-h']);
});

describe('a logout everywhere that is to end managed logins too', () => {
  const refreshToken = canary('userOrdersCanaryRefreshToken-1234567890');
  const everywhere = { accessToken: canary('userOrdersCanaryAccessToken-1234567890') };
  const appClient = { ...EXAMPLE_CLIENT, sessionTracking: true };
  const command = endTokenSession(refreshToken, { appClient, everywhere, endSso: true });

  test('ends those of all browsers, and not the token that authorises it before the rest is done', async () => {
    const { asked, states } = await receiptOf(command);
    expect(asked).toEqual([
      'ListUserSessions',
      'RevokeUserSession ssoone',
      'RevokeUserSession ssotwo',
      'GlobalSignOut',
      'RevokeToken',
    ]);
    expect(states['managedLogin']?.state).toBe('alive');
  });

  test.each([
    ['the configuration says that sessions are not tracked', EXAMPLE_CLIENT, TWO_BROWSERS],
    ['Cognito says so', appClient, UNTRACKED],
  ])('does the rest where %s, and calls managed login alive', async (_, client, listing) => {
    const { asked, status, states } = await receiptOf({ ...command, appClient: client }, { listing });
    expect(asked.slice(-2)).toEqual(['GlobalSignOut', 'RevokeToken']);
    expect([status, states['managedLogin']?.state]).toEqual(['revoked', 'alive']);
  });

  test('calls managed login alive where it was not asked to, since every other browser is signed in', async () => {
    const { states } = await receiptOf({ ...command, endSso: false });
    expect(states['managedLogin']?.state).toBe('alive');
  });
});
