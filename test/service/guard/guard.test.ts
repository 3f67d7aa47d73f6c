import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createExpressGuard } from '../../../src/guard/adapters/express-guard.ts';
import { createGuard } from '../../../src/guard/create-guard.ts';
import type { Guard } from '../../../src/guard/guard.ts';
import { eventually } from '../../support/eventually.ts';
import { signIn, type Session } from '../../support/interop/sessions.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { canary } from '../../support/canaries.ts';

/** What is promised at the worst, between the answer to a logout and the refusal. */
const AT_THE_WORST_MS = 1000;

const writeFile = temporaryFiles();
const AWS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: canary('guardTestSecretAccessKeyOfAws0000001') };

interface World {
  readonly service: RunningService;
  readonly guard: Guard;
  readonly api: Server;
  readonly folder: string;
}

let world: World;

/** A resource server as teams have it: it reads a token's claims, and asks the guard. */
async function startApi(guard: Guard): Promise<Server> {
  const app = express();
  app.use(
    createExpressGuard<express.Request>(guard, ({ headers }) => {
      const payload = headers.authorization?.split('.')[1] ?? '';
      return JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    }),
  );
  app.get('/orders', (_request, response) => void response.json([]));
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-guard-'));
  const service = await startRunningService(writeFile, {
    isFollowed: true,
    awsCredentials: AWS,
    environment: { DATABASE_URL: `file:${join(folder, 'store.db')}` },
  });
  const guard = createGuard({
    feedUrl: `${service.url}/revocations`,
    apiKey: service.feedKey,
    trustedKeys: { url: `${service.url}/revocations/keys` },
    onStale: 'deny',
    maxStalenessMs: 30_000,
  });
  guard.start();
  await guard.ready(AbortSignal.timeout(20_000));
  await eventually(() => guard.status().connection === 'streaming');
  world = { service, guard, api: await startApi(guard), folder };
});

afterEach(async () => {
  await world.guard.stop();
  world.api.closeAllConnections();
  world.api.close();
  await world.service.stop();
  rmSync(world.folder, { recursive: true });
});

async function orders({ accessToken }: Pick<Session, 'accessToken'>): Promise<number> {
  const { port } = world.api.address() as AddressInfo;
  const { status } = await fetch(`http://127.0.0.1:${port}/orders`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return status;
}

const isRefused = (session: Pick<Session, 'accessToken'>) =>
  eventually(async () => (await orders(session)) === 401, AT_THE_WORST_MS);

async function refreshed(session: Session): Promise<Pick<Session, 'accessToken'>> {
  const { body } = await postJson(
    world.service.fake.url,
    { ClientId: session.clientId, RefreshToken: session.refreshToken },
    {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
    },
  );
  const { AccessToken } = body['AuthenticationResult'] as { AccessToken: string };
  return { accessToken: canary(AccessToken) };
}

const accessTokens = (body: Record<string, unknown>) =>
  (body['effects'] as { effect: string }[]).find(({ effect }) => effect === 'accessTokens');

const DEAD = { effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' };

describe('a resource server with the guard', () => {
  test.each(['accessToken', 'idToken'] as const)(
    'refuses the access tokens of a session within a second of a logout with its %s, while another session works',
    async (proof) => {
      const { service } = world;
      const session = signIn(service, service.publicClientId);
      const other = signIn(service, service.publicClientId);
      const later = await refreshed(session);
      expect([await orders(session), await orders(later), await orders(other)]).toEqual([200, 200, 200]);

      const answer = await postJson(`${service.url}/logout`, {
        refreshToken: session.refreshToken,
        clientId: session.clientId,
        [proof]: session[proof],
      });
      expect(answer.status).toBe(200);
      expect(accessTokens(answer.body)).toEqual(DEAD);

      await isRefused(session);
      await isRefused(later);
      expect(await orders(other)).toBe(200);
    },
  );

  test('accepts on after a logout that proves no session, and the receipt says so', async () => {
    const { service } = world;
    const session = signIn(service, service.publicClientId);
    const { body } = await postJson(`${service.url}/logout`, {
      refreshToken: session.refreshToken,
      clientId: session.clientId,
    });
    expect(accessTokens(body)).toMatchObject({ state: 'expires', until: expect.any(String) });
    await world.guard.refresh();
    expect(await orders(session)).toBe(200);
  });

  test('refuses a session whose access token was sent to /oauth2/revoke', async () => {
    const { service } = world;
    const session = signIn(service, service.publicClientId);
    const response = await fetch(`${service.url}/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: session.accessToken, client_id: session.clientId }),
    });
    expect(response.status).toBe(200);
    await isRefused(session);
  });

  test("refuses all sessions of a user after the user's own GlobalSignOut", async () => {
    const { service } = world;
    const session = signIn(service, service.publicClientId);
    const other = signIn(service, service.publicClientId);
    const { status } = await postJson(
      `${service.url}/`,
      { AccessToken: session.accessToken },
      {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GlobalSignOut',
      },
    );
    expect(status).toBe(200);
    await isRefused(session);
    await isRefused(other);
  });

  test('refuses all sessions of a user whom an admin signed out, and accepts a token that was issued afterwards', async () => {
    const { service } = world;
    const sessions = [signIn(service, service.publicClientId), signIn(service, service.confidentialClientId)];
    const { status, body } = await admin({ username: 'alice', userPoolId: service.userPoolId });
    expect(status).toBe(200);
    expect(accessTokens(body)).toEqual(DEAD);
    for (const session of sessions) await isRefused(session);
    // Tokens name the second in which they were issued, and no more.
    service.fake.clock.advanceMs(1000);
    const again = signIn(service, service.publicClientId);
    await world.guard.refresh();
    expect(await orders(again)).toBe(200);
  });

  test('refuses what an admin denied by an access token, and no other session', async () => {
    const { service } = world;
    const session = signIn(service, service.publicClientId);
    const other = signIn(service, service.publicClientId);
    const { body } = await admin({ accessToken: session.accessToken });
    expect(accessTokens(body)).toEqual(DEAD);
    await isRefused(session);
    expect(await orders(other)).toBe(200);
  });

  test('refuses the tokens of an app client, and then of the whole user pool', async () => {
    const { service } = world;
    const session = signIn(service, service.publicClientId);
    const ofOther = signIn(service, service.confidentialClientId);
    await admin({ clientId: service.publicClientId, allUsers: true });
    await isRefused(session);
    expect(await orders(ofOther)).toBe(200);
    await admin({ userPoolId: service.userPoolId, allUsers: true });
    await isRefused(ofOther);
  });

  test('is not led by forged or foreign tokens: they put nothing on the denylist', async () => {
    const { service } = world;
    const session = signIn(service, service.publicClientId);
    const foreign = signIn(service, service.confidentialClientId);
    const forged = canary(`${session.accessToken.slice(0, -8)}AAAAAAAA`);
    for (const token of [forged, foreign.accessToken]) {
      await postJson(`${service.url}/logout`, {
        refreshToken: signIn(service, service.publicClientId).refreshToken,
        clientId: service.publicClientId,
        accessToken: token,
      });
      await fetch(`${service.url}/oauth2/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ token, client_id: service.publicClientId }),
      });
    }
    expect((await admin({ accessToken: forged })).status).toBe(400);
    await world.guard.refresh();
    expect(world.guard.status().entries).toBe(0);
    expect([await orders(session), await orders(foreign)]).toEqual([200, 200]);
  });
});

function admin(target: object) {
  return postJson(
    `${world.service.url}/admin/revoke`,
    { ...target, reason: 'a lost laptop' },
    { authorization: `Bearer ${world.service.apiKey}` },
  );
}
