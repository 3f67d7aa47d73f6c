import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import type { SignInShortcut, StartedSession } from '../../src/fake-cognito/seed/seeded-sign-in.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import type { SessionDirectory } from '../../src/revocation/ports/users/session-directory.ts';
import type { SessionRevoker } from '../../src/revocation/ports/users/session-revoker.ts';
import { canary } from '../support/canaries.ts';
import { TELLING, UNKNOWN_SESSION, UNTRACKED } from './session-answers.ts';

export interface SessionPorts {
  readonly sessions: SessionDirectory;
  readonly sessionRevoker: SessionRevoker;
  stop(): Promise<void>;
}

export interface SessionPortsOptions {
  readonly client: CognitoAppClient;
  readonly accessKeyId: string;
}

const NO_SESSION = `tkn${'0'.repeat(25)}`;
const REFUSED_KEY = 'AKIAREFUSEDSESSIONS';
const CONFIRMED = { kind: 'confirmed' };
const NOT_FOUND = { kind: 'rejected', code: 'session-not-found' };
const UNAVAILABLE = { kind: 'rejected', code: 'feature-unavailable' };

let fake: FakeCognito;
let userPoolId: string;
let clientId: string;
let accessKeyId: string;
let ports: SessionPorts;

/** What every implementation of the two ports has to make of what Cognito answers, in all the ways it may answer. */
export function describeSessionPorts(
  name: string,
  create: (options: SessionPortsOptions) => SessionPorts,
): void {
  describe(`${name} as a session directory and a session revoker`, () => {
    beforeEach(async () => {
      fake = await startFakeCognito({ refusedAccessKeyIds: [REFUSED_KEY] });
      accessKeyId = 'AKIASESSIONS';
      await usePool({ sessionTracking: true });
    });
    afterEach(async () => {
      await ports.stop();
      await fake.stop();
    });

    const usePool = async (pool: { sessionTracking?: boolean; tier?: 'LITE' }) => {
      ({ id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1', ...pool }));
      ({ clientId } = fake.createAppClient({ userPoolId }));
      for (const username of ['alice', 'bob']) {
        fake.createUser({ userPoolId, username, password: canary('Contract-horse-8') });
      }
      await open();
    };
    const open = async () => {
      await (ports as SessionPorts | undefined)?.stop();
      const client = { clientId, userPoolId, region: 'eu-west-1', secrets: [], sessionTracking: true };
      ports = create({ client: { ...client, endpoint: fake.url }, accessKeyId });
    };

    describe('the list for an admin', () => listsForAdmins(usePool, open));
    describe('the list for the user', () => listsForUsers(usePool));
    describe('ending a session as an admin', () => endsByAdmins(usePool, open));
    describe('ending a session as its user', () => endsByUsers(usePool));
  });
}

type UsePool = (pool: { sessionTracking?: boolean; tier?: 'LITE' }) => Promise<void>;

function listsForAdmins(usePool: UsePool, open: () => Promise<void>): void {
  test('has all that Cognito tells of each session', async () => {
    const seen = { ipAddress: '203.0.113.9', userAgent: 'Mozilla/5.0 (Windows NT) Firefox/140' };
    const { sessionId, ssoSessionId } = start({ managedLogin: 'new', ...seen });
    const nowMs = fake.clock.nowMs();
    const listing = await ofUser();
    const facts = {
      clientId,
      createdAtMs: expect.any(Number),
      lastActiveAtMs: expect.any(Number),
      deviceType: 'Windows Firefox',
      lastIpAddress: '203.0.113.9',
      lastLocation: { city: 'Nairobi', country: 'Kenya' },
      isCurrent: false,
    };
    expect(listing).toEqual({
      kind: 'listed',
      sessions: [
        { ...facts, sessionId, kind: 'token', originSessionId: ssoSessionId },
        { ...facts, sessionId: ssoSessionId, kind: 'sso', originSessionId: undefined },
      ],
    });
    const [first] = listing.kind === 'listed' ? listing.sessions : [];
    expect(Math.abs(nowMs - (first?.createdAtMs ?? 0))).toBeLessThan(60_000);
  });

  test('is empty for a user without sessions, where the pool tracks them', async () => {
    expect(await ofUser()).toEqual({ kind: 'listed', sessions: [] });
  });

  test('does not go to somebody who is not there', async () => {
    expect(await ofUser('nobody')).toMatchObject({ kind: 'rejected', code: 'user-not-found' });
  });

  test.each(UNTRACKED)('is not available where the pool tracks none, which it says by %s', async (answer) => {
    await usePool({});
    fake.setUnknowns({ untrackedPool: answer });
    expect(await ofUser()).toMatchObject(UNAVAILABLE);
  });

  test('is not available in a tier without sessions', async () => {
    await usePool({ tier: 'LITE' });
    expect(await ofUser()).toMatchObject(UNAVAILABLE);
  });

  test.each(['NotAuthorizedException', 'AccessDeniedException'])(
    'says by %s that the service may not ask',
    async (exception) => {
      fake.failNext({ operation: 'AdminListUserSessions', kind: 'exception', exception });
      expect(await ofUser()).toMatchObject({ kind: 'parked', cause: 'not-permitted' });
    },
  );

  test('tells of AWS credentials that Cognito does not know', async () => {
    accessKeyId = REFUSED_KEY;
    await open();
    expect(await ofUser()).toMatchObject({ kind: 'parked', cause: 'not-permitted' });
  });

  test('is told as it came where the service may not ask for the configuration', async () => {
    fake.failNext({ operation: 'GetUserPoolSessionConfiguration', kind: 'access-denied' });
    expect(await ofUser()).toEqual({ kind: 'listed', sessions: [] });
  });

  test('decides nothing about the user while nobody says whether the pool tracks sessions', async () => {
    const exception = 'InvalidParameterException';
    fake.failNext({ operation: 'AdminListUserSessions', kind: 'exception', exception });
    fake.failNext({ operation: 'GetUserPoolSessionConfiguration', kind: 'throttle' });
    expect(await ofUser()).toMatchObject({ kind: 'retry', cause: 'undecided' });
  });

  test('is to be asked for again when Cognito throttles', async () => {
    fake.failNext({ operation: 'AdminListUserSessions', kind: 'throttle' });
    expect(await ofUser()).toMatchObject({ kind: 'retry', cause: 'throttled' });
  });

  test('is not waited for any longer than the signal says', async () => {
    fake.failNext({ operation: 'AdminListUserSessions', kind: 'hang' });
    const listing = ports.sessions.ofUser({ userPoolId, username: 'alice' }, AbortSignal.timeout(50));
    expect(await listing).toMatchObject({ kind: 'retry', cause: 'timeout' });
  });

  test('of a pool that is not configured is refused', async () => {
    const user = { userPoolId: 'eu-west-1_elsewhere', username: 'alice' };
    await expect(ports.sessions.ofUser(user, patience())).rejects.toMatchObject({ code: 'invalid-request' });
  });
}

function listsForUsers(usePool: UsePool): void {
  test('says which session asks, over all app clients, and is not signed with AWS credentials', async () => {
    const other = fake.createAppClient({ userPoolId });
    const [here, there] = [start(), start({ clientId: other.clientId })];
    expect(await own(here.accessToken)).toMatchObject({
      kind: 'listed',
      sessions: [
        { sessionId: here.sessionId, isCurrent: true },
        { sessionId: there.sessionId, isCurrent: false, clientId: other.clientId },
      ],
    });
    expect(fake.calls().at(-1)).not.toHaveProperty('accessKeyId');
  });

  test('is refused to a token of a session that has ended', async () => {
    const session = start();
    await revokeOfUser(session.sessionId);
    expect(await own(session.accessToken)).toMatchObject({ kind: 'rejected', code: 'unauthenticated' });
  });

  test.each(TELLING)('is not available where the pool tracks none, which it says by %s', async (answer) => {
    await usePool({});
    fake.setUnknowns({ untrackedPool: answer });
    expect(await own(start().accessToken)).toMatchObject(UNAVAILABLE);
  });
}

function endsByAdmins(usePool: UsePool, open: () => Promise<void>): void {
  test('ends that one and no other', async () => {
    const [one, other, bobs] = [start(), start(), start({ username: 'bob' })];
    expect(await revokeOfUser(one.sessionId)).toEqual(CONFIRMED);
    expect(statesOf(one, other, bobs)).toEqual(['revoked', 'live', 'live']);
  });

  test.each([
    [false, true],
    [true, false],
  ])(
    'with endSso %s, the managed-login session behind it is alive afterwards: %s',
    async (endSso, isAlive) => {
      const [one, other] = [start({ managedLogin: 'new' }), start({ managedLogin: 'new' })];
      expect(await revokeOfUser(one.sessionId, { endSso })).toEqual(CONFIRMED);
      const ids = await idsOf('alice');
      expect(ids.includes(one.ssoSessionId ?? '')).toBe(isAlive);
      expect(ids).toEqual(expect.arrayContaining([other.sessionId, other.ssoSessionId]));
    },
  );

  test.each(UNKNOWN_SESSION)(
    'of a session that there is not is refused, which Cognito says by %s',
    async (unknownSession) => {
      fake.setUnknowns({ unknownSession });
      const [one, bobs] = [start(), start({ username: 'bob' })];
      await revokeOfUser(one.sessionId);
      expect(await revokeOfUser(NO_SESSION)).toMatchObject(NOT_FOUND);
      expect(await revokeOfUser(one.sessionId)).toMatchObject(NOT_FOUND);
      expect(await revokeOfUser(bobs.sessionId)).toMatchObject(NOT_FOUND);
      expect(statesOf(bobs)).toEqual(['live']);
    },
  );

  test('of somebody who is not there is refused', async () => {
    const outcome = await revokeOfUser(NO_SESSION, { username: 'nobody' });
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'user-not-found' });
  });

  test.each(UNTRACKED)('is not available where the pool tracks none, which it says by %s', async (answer) => {
    await usePool({});
    fake.setUnknowns({ untrackedPool: answer });
    expect(await revokeOfUser(NO_SESSION)).toMatchObject(UNAVAILABLE);
  });

  test.each(['NotAuthorizedException', 'AccessDeniedException'])(
    'waits for an operator when Cognito says by %s that the service may not',
    async (exception) => {
      const { sessionId } = start();
      fake.failNext({ operation: 'AdminRevokeUserSession', kind: 'exception', exception });
      expect(await revokeOfUser(sessionId)).toMatchObject({ kind: 'parked', cause: 'not-permitted' });
    },
  );

  test('tells of AWS credentials that Cognito does not know', async () => {
    accessKeyId = REFUSED_KEY;
    await open();
    expect(await revokeOfUser(NO_SESSION)).toMatchObject({ kind: 'parked', cause: 'not-permitted' });
  });

  test.each([
    ['throttle', 'throttled'],
    ['internal-error', 'server-error'],
    ['html-503', 'server-error'],
    ['reset', 'connection'],
  ] as const)('is to be tried again after %s', async (kind, cause) => {
    fake.failNext({ operation: 'AdminRevokeUserSession', kind });
    expect(await revokeOfUser(start().sessionId)).toMatchObject({ kind: 'retry', cause });
  });
}

function endsByUsers(usePool: UsePool): void {
  test('ends that one and no other, and is not signed with AWS credentials', async () => {
    const [here, there, third] = [start(), start(), start()];
    expect(await revokeOwn(here.accessToken, there.sessionId)).toEqual(CONFIRMED);
    expect(statesOf(here, there, third)).toEqual(['live', 'revoked', 'live']);
    expect(fake.calls().at(-1)).not.toHaveProperty('accessKeyId');
  });

  test('with endSso ends what came through a managed-login session, and nothing else', async () => {
    const [here, there] = [start(), start({ managedLogin: 'new' })];
    expect(await revokeOwn(here.accessToken, there.ssoSessionId, true)).toEqual(CONFIRMED);
    expect(statesOf(here, there)).toEqual(['live', 'revoked']);
    expect(await idsOf('alice')).toEqual([here.sessionId]);
  });

  test.each(['invalidParameter', 'notAuthorized'] as const)(
    'of the token’s own session is refused, which Cognito says by %s',
    async (currentSession) => {
      fake.setUnknowns({ currentSession });
      const here = start();
      const outcome = await revokeOwn(here.accessToken, here.sessionId);
      expect(outcome).toMatchObject({ kind: 'rejected', code: 'current-session' });
      expect(statesOf(here)).toEqual(['live']);
    },
  );

  test.each(UNKNOWN_SESSION)(
    'of a session that there is not, or that is somebody else’s, is refused, which Cognito says by %s',
    async (unknownSession) => {
      fake.setUnknowns({ unknownSession });
      const [here, bobs] = [start(), start({ username: 'bob' })];
      expect(await revokeOwn(here.accessToken, NO_SESSION)).toMatchObject(NOT_FOUND);
      expect(await revokeOwn(here.accessToken, bobs.sessionId)).toMatchObject(NOT_FOUND);
      expect(statesOf(bobs)).toEqual(['live']);
    },
  );

  test('by a token of a session that has ended is refused', async () => {
    const [here, there] = [start(), start()];
    await revokeOfUser(here.sessionId);
    const outcome = await revokeOwn(here.accessToken, there.sessionId);
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'unauthenticated' });
    expect(statesOf(there)).toEqual(['live']);
  });

  test.each(TELLING)('is not available where the pool tracks none, which it says by %s', async (answer) => {
    await usePool({});
    fake.setUnknowns({ untrackedPool: answer });
    expect(await revokeOwn(start().accessToken, NO_SESSION)).toMatchObject(UNAVAILABLE);
  });
}

function start(more: Partial<SignInShortcut> = {}): StartedSession {
  const session = fake.startSession({ clientId, username: 'alice', ...more });
  for (const token of [session.accessToken, session.idToken, session.refreshToken]) canary(token);
  return session;
}

function statesOf(...sessions: readonly StartedSession[]) {
  return sessions.map(({ refreshToken }) => fake.refreshTokenState(refreshToken));
}

async function idsOf(username: string): Promise<readonly string[]> {
  const listing = await ofUser(username);
  return listing.kind === 'listed' ? listing.sessions.map(({ sessionId }) => sessionId) : [];
}

function ofUser(username = 'alice') {
  return ports.sessions.ofUser({ userPoolId, username }, patience());
}

function own(accessToken: string) {
  return ports.sessions.own({ userPoolId, accessToken }, patience());
}

function revokeOfUser(sessionId: string, { username = 'alice', endSso = false } = {}) {
  return ports.sessionRevoker.revokeOfUser({ userPoolId, username, sessionId, endSso }, patience());
}

function revokeOwn(accessToken: string, sessionId = NO_SESSION, endSso = false) {
  return ports.sessionRevoker.revokeOwn({ userPoolId, accessToken, sessionId, endSso }, patience());
}

function patience(): AbortSignal {
  return AbortSignal.timeout(10_000);
}
