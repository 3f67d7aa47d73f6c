import { userPorts } from '../support/cognito/user-ports.ts';
import { denyingNothing } from '../support/guard/denying-nothing.ts';
import { describe, expect, test } from '@jest/globals';
import type { ServiceError } from '../../src/errors/service-error.ts';
import type { AppClientProfile } from '../../src/revocation/app-client-profile.ts';
import type { EndOwnSessions, EndTokenSession, EndUserSessions } from '../../src/revocation/command.ts';
import { createEndSession } from '../../src/revocation/end-session.ts';
import { createLateTries } from '../../src/revocation/tries/late-tries.ts';
import type { RevocationEvent } from '../../src/revocation/ports/revocation-journal.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import type { SessionListing } from '../../src/revocation/ports/users/session-directory.ts';
import { createFingerprint } from '../../src/tokens/fingerprint.ts';
import type { VerifiedClaims } from '../../src/tokens/claims.ts';
import { canary } from '../support/canaries.ts';
import { CALLER, EXAMPLE_CLIENT, endTokenSession } from '../support/example-command.ts';
import { openGate } from '../support/open-gate.ts';
import { memoryStorage } from '../support/storage/memory-storage.ts';

const nowMs = Date.parse('2026-11-25T12:00:00Z');
const refreshToken = canary('endSessionCanaryRefreshToken-1234567890');
const accessToken = canary('endSessionCanaryAccessToken-1234567890');
const logoutUrl = 'https://auth.example.com/logout?client_id=webapp&logout_uri=https%3A%2F%2Fapp.example.com';

const appClient: AppClientProfile = { ...EXAMPLE_CLIENT, managedLogoutUrl: logoutUrl };
const context = CALLER;

const tokenCommand = (changes: Partial<EndTokenSession> = {}) =>
  endTokenSession(refreshToken, { appClient, ...changes });

const userCommand: EndUserSessions = {
  act: 'end-user-sessions',
  userPoolId: 'eu-west-1_Example',
  username: 'alice',
};

/** A Cognito that answers each operation as told, and remembers what it was asked. */
function build(answers: Record<string, UpstreamOutcome> = {}, listing?: SessionListing) {
  const asked: string[] = [];
  const journal: RevocationEvent[] = [];
  const answer = (operation: string) => {
    asked.push(operation);
    return Promise.resolve(answers[operation] ?? ({ kind: 'confirmed' } as const));
  };
  const { store, audit } = memoryStorage({ nowMs: () => nowMs });
  const endSession = createEndSession({
    lateTries: createLateTries(),
    denyAccess: denyingNothing,
    store,
    audit,
    fingerprint: createFingerprint(Buffer.alloc(32, 7)),
    longestRefreshTokenValiditySeconds: 2_592_000,
    revoker: { revoke: () => answer('RevokeToken') },
    userSignOut: {
      signOutSelf: () => answer('GlobalSignOut'),
      signOutUser: () => answer('AdminUserGlobalSignOut'),
    },
    ...userPorts,
    sessions: { ...userPorts.sessions, ...(listing && { own: () => Promise.resolve(listing) }) },
    sessionRevoker: {
      revokeOfUser: () => answer('AdminRevokeUserSession'),
      revokeOwn: () => answer('RevokeUserSession'),
    },
    gate: openGate,
    random: () => 0,
    journal: {
      tried: (event) => journal.push(event),
      refused: () => undefined,
      unconfigured: () => undefined,
    },
    clock: { nowMs: () => nowMs },
    upstreamDeadlineMs: 1500,
  });
  return { endSession, asked, journal };
}

describe('the receipt', () => {
  test('says that the refresh token is dead and that access tokens live until they expire', async () => {
    const receipt = await build().endSession(tokenCommand(), context);
    expect(receipt).toEqual({
      status: 'revoked',
      receiptId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      effects: [
        { effect: 'refreshToken', state: 'dead' },
        { effect: 'accessTokens', state: 'expires', until: '2026-11-25T12:15:00.000Z' },
        { effect: 'managedLogin', state: 'alive', remedy: 'logoutUrl' },
      ],
      logoutUrl,
    });
  });

  test('is the same for a token that was dead already: a logout is idempotent and no oracle', async () => {
    const alreadyDead = { kind: 'already-dead', exceptionName: 'InvalidParameterException' } as const;
    const first = await build().endSession(tokenCommand(), context);
    const again = await build({ RevokeToken: alreadyDead }).endSession(tokenCommand(), context);
    expect({ ...again, receiptId: '' }).toEqual({ ...first, receiptId: '' });
  });

  test('says that the managed login ends only where session tracking makes LINKED take effect', async () => {
    const managedLogin = async (changes: Partial<EndTokenSession>) => {
      const { effects } = await build().endSession(tokenCommand(changes), context);
      return effects.find(({ effect }) => effect === 'managedLogin')?.state;
    };
    const tracked = { ...appClient, sessionTracking: true };
    const alreadyDead = { kind: 'already-dead', exceptionName: 'InvalidParameterException' } as const;
    const late = build({ RevokeToken: alreadyDead });
    const { effects } = await late.endSession(tokenCommand({ endSso: true, appClient: tracked }), context);
    expect(effects).toContainEqual({ effect: 'managedLogin', state: 'alive', remedy: 'logoutUrl' });
    const withoutDomain = { ...appClient, managedLogoutUrl: undefined };
    expect(await managedLogin({ endSso: true, appClient: tracked })).toBe('expires');
    expect(await managedLogin({ endSso: true })).toBe('alive');
    expect(await managedLogin({ endSso: true, appClient: withoutDomain })).toBe('alive');
    expect(await managedLogin({ endSso: false, appClient: withoutDomain })).toBe('notRequested');
  });

  test("of a user-wide sign-out promises no access token an earlier end than Cognito's maximum of a day", async () => {
    const { effects } = await build().endSession(userCommand, context);
    expect(effects).toContainEqual({
      effect: 'accessTokens',
      state: 'expires',
      until: '2026-11-26T12:00:00.000Z',
    });
  });
});

describe("a user's own sign-out", () => {
  const proof: VerifiedClaims = {
    tokenUse: 'access',
    sub: 'sub-of-alice',
    username: 'alice',
    clientId: appClient.clientId,
    userPoolId: appClient.userPoolId,
    originJti: undefined,
    issuedAtSeconds: 0,
    expiresAtSeconds: 1,
    groups: [],
    scopes: [],
  };
  const command: EndOwnSessions = { act: 'end-own-sessions', appClient, proof, accessToken };

  test('is one call, and leaves the managed login to the browser', async () => {
    const { endSession, asked } = build();
    const { effects } = await endSession(command, context);
    expect(asked).toEqual(['GlobalSignOut']);
    expect(effects).toEqual([
      { effect: 'refreshToken', state: 'dead' },
      { effect: 'accessTokens', state: 'expires', until: '2026-11-26T12:00:00.000Z' },
      { effect: 'managedLogin', state: 'alive', remedy: 'logoutUrl' },
    ]);
  });

  test('that Cognito refuses is no sign-out', async () => {
    const rejected = { kind: 'rejected', code: 'unauthenticated', exceptionName: 'X' } as const;
    await expect(build({ GlobalSignOut: rejected }).endSession(command, context)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('the calls to Cognito', () => {
  test('a logout everywhere signs the user out first, since revoking would kill the token that authorises it', async () => {
    const { endSession, asked } = build();
    await endSession(tokenCommand({ everywhere: { accessToken } }), context);
    expect(asked).toEqual(['GlobalSignOut', 'RevokeToken']);
  });

  test('a sign-out that failed stops the rest, so that the caller can try the whole again', async () => {
    const { endSession, asked } = build({
      GlobalSignOut: { kind: 'retry', cause: 'throttled', exceptionName: 'TooManyRequestsException' },
    });
    await expect(endSession(tokenCommand({ everywhere: { accessToken } }), context)).rejects.toMatchObject({
      code: 'not-durable',
    });
    expect(asked).toEqual(['GlobalSignOut']);
  });

  test('a sign-out everywhere that is refused does not keep the refresh token alive', async () => {
    const { endSession, asked } = build({
      GlobalSignOut: { kind: 'rejected', code: 'unauthenticated', exceptionName: 'NotAuthorizedException' },
    });
    await expect(endSession(tokenCommand({ everywhere: { accessToken } }), context)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(asked).toEqual(['GlobalSignOut', 'RevokeToken']);
  });

  test('nor does a list of sessions that is refused with the same access token', async () => {
    const refusal = {
      kind: 'rejected',
      code: 'unauthenticated',
      exceptionName: 'NotAuthorizedException',
    } as const;
    const { endSession, asked } = build({ GlobalSignOut: refusal }, refusal);
    const tracked = { ...appClient, sessionTracking: true };
    const command = tokenCommand({ everywhere: { accessToken }, endSso: true, appClient: tracked });
    await expect(endSession(command, context)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked).toEqual(['GlobalSignOut', 'RevokeToken']);
  });

  test('every try is told to the journal with its operation and outcome', async () => {
    const { endSession, journal } = build();
    await endSession(userCommand, context);
    expect(journal.map(({ operation, outcome }) => [operation, outcome.kind])).toEqual([
      ['AdminUserGlobalSignOut', 'confirmed'],
    ]);
  });
});

describe('what Cognito did not confirm', () => {
  const failing = async (outcome: UpstreamOutcome): Promise<ServiceError> => {
    try {
      await build({ RevokeToken: outcome }).endSession(tokenCommand(), context);
    } catch (error) {
      return error as ServiceError;
    }
    throw new Error('a receipt was given');
  };

  test.each([
    ['throttled', 'not-durable', 503],
    ['timeout', 'not-durable', 503],
    ['server-error', 'not-durable', 503],
  ] as const)(
    'a Cognito that is %s is a 503 with Retry-After, never a receipt',
    async (cause, code, status) => {
      const error = await failing({ kind: 'retry', cause, exceptionName: undefined });
      expect(error).toMatchObject({ code, status, retryAfterSeconds: 2 });
    },
  );

  test("Cognito's own Retry-After is handed on", async () => {
    const error = await failing({
      kind: 'retry',
      cause: 'server-error',
      exceptionName: undefined,
      retryAfterSeconds: 7,
    });
    expect(error.retryAfterSeconds).toBe(7);
  });

  test("a refused client secret is the operator's fault: 503, and the caller learns nothing of it", async () => {
    const error = await failing({
      kind: 'parked',
      cause: 'client-secret-rejected',
      exceptionName: 'UnauthorizedException',
    });
    expect(error).toMatchObject({ code: 'client-misconfigured', status: 503, retryAfterSeconds: 30 });
    expect(error.message).not.toMatch(/secret/i);
  });

  test.each([
    ['token-not-of-client', 400],
    ['unsupported-token-type', 400],
    ['user-not-found', 404],
    ['unauthenticated', 401],
  ] as const)('%s can never succeed and is told so with %i', async (code, status) => {
    const error = await failing({ kind: 'rejected', code, exceptionName: 'SomeException' });
    expect(error).toMatchObject({ code, status });
  });
});
