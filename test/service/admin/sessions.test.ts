import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SignInShortcut, StartedSession } from '../../../src/fake-cognito/seed/seeded-sign-in.ts';
import { startTrackingService, type TrackingService } from '../../support/cognito/tracking-service.ts';
import { canary } from '../../support/canaries.ts';
import type { RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
const SEEN = { ipAddress: '203.0.113.77', userAgent: 'Mozilla/5.0 (Android) Firefox/140' };
const PERSONAL = ['203.0.113.77', 'Android', 'Nairobi', 'Kenya', 'alice'];
const TOKEN_SESSION_ONLY = [
  { effect: 'refreshToken', state: 'dead' },
  { effect: 'accessTokens', state: 'expires' },
  { effect: 'managedLogin', state: 'notRequested' },
];

let service: RunningService;
let sdk: CognitoIdentityProviderClient;
let stop: TrackingService['stop'];

beforeAll(async () => {
  ({ service, sdk, stop } = await startTrackingService(writeFile, {
    environment: { LOG_LEVEL: 'trace' },
    awsCredentials: { accessKeyId: 'AKIASESSIONS', secretAccessKey: canary('CANARYsessionsCANARYsecretkey') },
  }));
});
afterAll(() => stop());

function start(more: Partial<SignInShortcut> = {}): StartedSession {
  const { publicClientId: clientId, fake } = service;
  const session = fake.startSession({ clientId, username: 'alice', ...SEEN, ...more });
  for (const token of [session.accessToken, session.idToken, session.refreshToken]) canary(token);
  return session;
}

/** What the AWS SDK, asked at Cognito, makes of a session. */
async function lives({ accessToken, refreshToken }: StartedSession): Promise<boolean> {
  const { publicClientId: ClientId } = service;
  const [user, tokens] = await Promise.allSettled([
    sdk.send(new GetUserCommand({ AccessToken: accessToken })),
    sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refreshToken })),
  ]);
  expect(user.status).toBe(tokens.status);
  return user.status === 'fulfilled';
}

function alive(...sessions: readonly StartedSession[]): Promise<readonly boolean[]> {
  return Promise.all(sessions.map(lives));
}

async function call(method: string, path: string, credential: string) {
  const headers = { authorization: `Bearer ${credential}` };
  const response = await fetch(service.url + path, { method, headers });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function idsOfAlice(): Promise<readonly unknown[]> {
  const path = `/admin/users/alice/sessions?userPoolId=${service.userPoolId}`;
  const { json } = await call('GET', path, service.apiKey);
  return (json['sessions'] as readonly { sessionId: string }[]).map(({ sessionId }) => sessionId);
}

describe('The sessions of a running service', () => {
  test('that a user ends by its id is dead at Cognito, and all others live', async () => {
    const [here, there, third, bobs] = [start(), start(), start(), start({ username: 'bob' })];
    const { status, json } = await call('DELETE', `/sessions/${there.sessionId}`, here.accessToken);
    expect([status, json]).toMatchObject([200, { status: 'revoked', effects: TOKEN_SESSION_ONLY }]);
    expect(await alive(here, there, third, bobs)).toEqual([true, false, true, true]);
  });

  test('with endSso end the managed-login session behind them, and nothing else', async () => {
    const here = start();
    const there = start({ managedLogin: 'new' });
    const sibling = start({ managedLogin: { ssoSessionId: there.ssoSessionId ?? '' } });
    const elsewhere = start({ managedLogin: 'new' });
    await call('DELETE', `/sessions/${there.sessionId}?endSso=true`, here.accessToken);
    expect(await alive(here, there, sibling, elsewhere)).toEqual([true, false, true, true]);
    const ids = await idsOfAlice();
    expect(ids).not.toContain(there.ssoSessionId);
    expect(ids).toContain(elsewhere.ssoSessionId);
  });

  test('list to the user which one asks', async () => {
    const here = start();
    const { json } = await call('GET', '/sessions', here.accessToken);
    const sessions = json['sessions'] as readonly { sessionId: string; isCurrent: boolean }[];
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toMatchObject([{ sessionId: here.sessionId }]);
  });

  test('do not end by the token of the session itself, whose way is POST /logout', async () => {
    const here = start();
    const { status, json } = await call('DELETE', `/sessions/${here.sessionId}`, here.accessToken);
    expect([status, json['detail']]).toEqual([400, expect.stringContaining('POST /logout')]);
    expect(await alive(here)).toEqual([true]);
  });

  test('stand in the audit trail by their id when one was ended', async () => {
    const [here, there] = [start(), start()];
    const { json } = await call('DELETE', `/sessions/${there.sessionId}`, here.accessToken);
    const trail = await call('GET', `/admin/audit?receiptId=${String(json['receiptId'])}`, service.apiKey);
    expect(trail.json['events']).toMatchObject([
      { kind: 'final', act: 'end-own-session', sessionId: there.sessionId, outcome: { kind: 'confirmed' } },
      { kind: 'accepted', act: 'end-own-session', sessionId: there.sessionId },
    ]);
  });

  test('leave nothing of devices, addresses, places and names in the log, not even at its most talkative', async () => {
    const here = start();
    await idsOfAlice();
    const { json } = await call('GET', '/sessions', here.accessToken);
    const answered = JSON.stringify(json);
    expect(PERSONAL.slice(0, 4).filter((word) => !answered.includes(word))).toEqual([]);
    const log = service.log();
    expect(log).toContain('"operation":"AdminListUserSessions"');
    expect(log).toContain('"operation":"ListUserSessions"');
    expect(PERSONAL.filter((word) => log.includes(word))).toEqual([]);
  });
});
