import {
  AdminGetUserCommand,
  AdminListUserSessionsCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SignInShortcut, StartedSession } from '../../../src/fake-cognito/seed/seeded-sign-in.ts';
import { ALL_ADMIN_ACTS } from '../../../src/revocation/admin-act.ts';
import { sdkFor } from '../../fake-cognito/seeded-fake.ts';
import { canary } from '../../support/canaries.ts';
import { postJson, type RunningService } from '../../support/running-service.ts';
import { startTrackingService, type TrackingService } from '../../support/cognito/tracking-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;
let sdk: CognitoIdentityProviderClient;
let stop: TrackingService['stop'];

beforeAll(async () => {
  ({ service, sdk, stop } = await startTrackingService(writeFile, {
    adminActs: ALL_ADMIN_ACTS,
    isFollowed: true,
    signsInByEmail: true,
    awsCredentials: { accessKeyId: 'AKIAORDERS', secretAccessKey: canary('CANARYordersCANARYsecretkey') },
  }));
  const { userPoolId, fake } = service;
  for (const username of ['carol', 'dave', 'erin']) {
    const email = `${username}@example.com`;
    fake.createUser({ userPoolId, username, password: canary('Witness-horse-7'), email });
  }
});
afterAll(() => stop());

function start(username: string, more: Partial<SignInShortcut> = {}): StartedSession {
  const session = service.fake.startSession({ clientId: service.publicClientId, username, ...more });
  for (const token of [session.accessToken, session.idToken, session.refreshToken]) canary(token);
  return session;
}

/** What the AWS SDK, asked at Cognito, makes of sessions. */
function alive(...sessions: readonly StartedSession[]): Promise<readonly boolean[]> {
  const { publicClientId: ClientId } = service;
  return Promise.all(
    sessions.map(async ({ accessToken, refreshToken }) => {
      const [user, tokens] = await Promise.allSettled([
        sdk.send(new GetUserCommand({ AccessToken: accessToken })),
        sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refreshToken })),
      ]);
      expect(user.status).toBe(tokens.status);
      return user.status === 'fulfilled';
    }),
  );
}

async function ssoSessionsOf(Username: string): Promise<number> {
  const { userPoolId: UserPoolId } = service;
  const { Sessions = [] } = await sdk.send(new AdminListUserSessionsCommand({ UserPoolId, Username }));
  return Sessions.filter(({ SessionType }) => SessionType === 'SSO').length;
}

async function subOf(Username: string, UserPoolId: string): Promise<string> {
  const client = sdkFor(service.fake, 'AKIAORDERS', 'us-east-1');
  const { UserAttributes = [] } = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
  client.destroy();
  return UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

async function auditOf(query: string): Promise<readonly unknown[]> {
  const headers = { authorization: `Bearer ${service.apiKey}` };
  const response = await fetch(`${service.url}/admin/audit?${query}`, { headers });
  return ((await response.json()) as { events: readonly unknown[] }).events;
}

async function order(body: Readonly<Record<string, unknown>>) {
  const { userPoolId, url, apiKey } = service;
  const asked = { userPoolId, reason: 'account taken over', ...body };
  const answer = await postJson(`${url}/admin/revoke`, asked, { authorization: `Bearer ${apiKey}` });
  return { status: answer.status, json: answer.body };
}

describe("An admin's order at a running service", () => {
  test('by e-mail ends all sessions of that user in every app client, and no session of anybody else', async () => {
    const confidential = { clientId: service.confidentialClientId };
    const [one, other, daves] = [start('carol'), start('carol', confidential), start('dave')];
    const { status, json } = await order({ email: 'carol@example.com' });
    expect([status, json]).toMatchObject([200, { status: 'revoked' }]);
    expect(json['effects']).toMatchObject([
      { effect: 'refreshToken', state: 'dead' },
      { effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' },
      { effect: 'managedLogin', state: 'alive', remedy: 'endSso' },
      { effect: 'signIn', state: 'notRequested' },
    ]);
    expect(await alive(one, daves)).toEqual([false, true]);
    await expect(sdk.send(new GetUserCommand({ AccessToken: other.accessToken }))).rejects.toThrow('revoked');
  });

  test.each([
    ['e-mail', { email: 'carol@example.com' }],
    ['what the user types at sign-in', { username: 'Carol@example.com' }],
  ])('by %s reaches a user whose name Cognito made up, and is found by its receipt', async (_, target) => {
    const { otherClientId: clientId, otherUserPoolId: userPoolId, fake } = service;
    const session = fake.startSession({ clientId, username: 'carol@example.com' });
    const { status, json } = await order({ ...target, userPoolId });
    expect([status, json]).toMatchObject([200, { status: 'revoked' }]);
    canary(session.refreshToken);
    const use = new GetUserCommand({ AccessToken: canary(session.accessToken) });
    await expect(sdk.send(use)).rejects.toThrow('revoked');
    const sub = await subOf('carol@example.com', userPoolId);
    const byReceipt = await auditOf(`receiptId=${String(json['receiptId'])}`);
    expect(byReceipt).toMatchObject([
      { kind: 'final', user: sub },
      { kind: 'accepted', user: sub },
    ]);
    expect(await auditOf(`user=${sub}&limit=2`)).toEqual(byReceipt);
    expect(JSON.stringify(byReceipt)).not.toContain('@');
  });

  test('with endSso ends the managed logins as well, in all browsers', async () => {
    const [first, second] = [start('dave', { managedLogin: 'new' }), start('dave', { managedLogin: 'new' })];
    const erins = start('erin', { managedLogin: 'new' });
    const { json } = await order({ username: 'dave', endSso: true });
    expect(json['effects']).toContainEqual({ effect: 'managedLogin', state: 'alive', remedy: 'endSso' });
    expect(await alive(first, second, erins)).toEqual([false, false, true]);
    expect([await ssoSessionsOf('dave'), await ssoSessionsOf('erin')]).toEqual([0, 1]);
  });

  test('with disableUser keeps the user from signing in again', async () => {
    const session = start('erin');
    const { json } = await order({ username: 'erin', disableUser: true });
    expect(json['effects']).toContainEqual(expect.objectContaining({ effect: 'signIn', state: 'dead' }));
    const { userPoolId: UserPoolId } = service;
    const { Enabled } = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'erin' }));
    expect(Enabled).toBe(false);
    expect(await alive(session)).toEqual([false]);
  });

  test('of one session ends that one alone', async () => {
    const [one, other] = [start('carol'), start('carol')];
    const { status } = await order({ username: 'carol', sessionId: one.sessionId });
    expect(status).toBe(200);
    expect(await alive(one, other)).toEqual([false, true]);
  });

  test('that is a dry run says what it would do, and does nothing', async () => {
    const session = start('carol');
    const { status, json } = await order({ username: 'carol', dryRun: true });
    expect(status).toBe(200);
    expect(json['effects']).toBeDefined();
    expect(await alive(session)).toEqual([true]);
  });
});
