import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import {
  ACCESS_TOKEN,
  FOREIGN_ACCESS_TOKEN,
  FORGED_ACCESS_TOKEN,
  ID_TOKEN,
  REFRESH_TOKEN,
} from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
const REVOCATION = {
  operation: 'RevokeToken',
  clientId: SPA.clientId,
  refreshToken: REFRESH_TOKEN,
  endSso: false,
};

describe('POST /logout answers 200', () => {
  test('and a receipt, once Cognito has revoked the refresh token', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, { path: '/logout', body: BODY });

    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      status: 'revoked',
      receiptId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      effects: [
        { effect: 'refreshToken', state: 'dead' },
        { effect: 'accessTokens', state: 'expires', until: '2026-11-22T13:00:00.000Z' },
        { effect: 'managedLogin', state: 'alive', remedy: 'logoutUrl' },
      ],
      logoutUrl: SPA.managedLogoutUrl,
    });
    expect(cognito.calls).toEqual([REVOCATION]);
  });

  test('T03 and the same body and headers for a token that Cognito revoked as for one that was dead or never was', async () => {
    const answers = await Promise.all(
      (['confirmed', 'already-dead'] as const).map(async (kind) => {
        const { app, cognito } = startService();
        cognito.outcome = kind === 'confirmed' ? { kind } : { kind, exceptionName: 'NotAuthorizedException' };
        const { status, headers, json } = await ask(app, { path: '/logout', body: BODY });
        const { 'x-request-id': _id, date: _date, ...comparable } = headers;
        return { status, headers: comparable, json: { ...json, receiptId: 'any' } };
      }),
    );

    expect(answers[0]).toEqual(answers[1]);
  });

  test('when the same logout is sent twice', async () => {
    const { app } = startService();

    const first = await ask(app, { path: '/logout', body: BODY });
    const second = await ask(app, { path: '/logout', body: BODY });

    expect([first.status, second.status]).toEqual([200, 200]);
  });

  test.each(['UTF-8', 'ISO-8859-1', '"us-ascii"'])(
    'to a form as to JSON, which is ASCII in every charset that is named beside it: %s',
    async (charset) => {
      const { app, cognito } = startService();

      const answer = await ask(app, {
        path: '/logout',
        headers: { 'Content-Type': `application/x-www-form-urlencoded; charset=${charset}` },
        body: new URLSearchParams({ ...BODY, endSso: 'true' }).toString(),
      });

      expect(answer.status).toBe(200);
      expect(cognito.calls).toEqual([{ ...REVOCATION, endSso: true }]);
    },
  );

  test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset="UTF-8"'])(
    'to a body of the type %s',
    async (type) => {
      const { app } = startService();
      const answer = await ask(app, { path: '/logout', headers: { 'Content-Type': type }, body: BODY });
      expect(answer.status).toBe(200);
    },
  );

  test('for the only app client there is, if none is named', async () => {
    const { app, cognito } = startService({ clients: [SPA] });

    const answer = await ask(app, { path: '/logout', body: { refreshToken: REFRESH_TOKEN } });

    expect(answer.status).toBe(200);
    expect(cognito.calls).toEqual([REVOCATION]);
  });

  test('for the app client whose frontend asks, if none is named', async () => {
    const { app, cognito } = startService();

    const answer = await ask(app, {
      path: '/logout',
      headers: { Origin: 'https://shop.example.com' },
      body: { refreshToken: REFRESH_TOKEN },
    });

    expect(answer.status).toBe(200);
    expect(cognito.calls).toMatchObject([{ clientId: SHOP.clientId }]);
  });

  test('and passes endSso on to Cognito', async () => {
    const { app, cognito } = startService();

    const body = { refreshToken: REFRESH_TOKEN, clientId: WEB.clientId, endSso: true };
    const answer = await ask(app, { path: '/logout', body });

    const until = '2026-11-22T12:01:00.000Z';
    expect(answer.json['effects']).toContainEqual({ effect: 'managedLogin', state: 'expires', until });
    expect(cognito.calls).toMatchObject([{ operation: 'RevokeToken', endSso: true }]);
  });

  test('and signs the user out everywhere first, if the access token has the scope for it', async () => {
    const { app, cognito } = startService();

    const body = { ...BODY, accessToken: ACCESS_TOKEN, everywhere: true };
    const answer = await ask(app, { path: '/logout', body });

    expect(answer.status).toBe(200);
    expect(cognito.calls).toEqual([
      { operation: 'GlobalSignOut', userPoolId: SPA.userPoolId, accessToken: ACCESS_TOKEN },
      REVOCATION,
    ]);
  });
});

describe('POST /logout knows whose session it ends', () => {
  async function actorOf(body: object, headers: Record<string, string> = {}): Promise<unknown> {
    const actors: unknown[] = [];
    const { app } = startService({
      endSession: (_command, { actor }) => {
        actors.push(actor);
        return Promise.resolve({ status: 'revoked', receiptId: crypto.randomUUID(), effects: [] });
      },
    });
    const answer = await ask(app, { path: '/logout', headers, body });
    expect(answer.status).toBe(200);
    return actors[0];
  }

  const USER = { kind: 'user', sub: '0f0e0d0c-0000-4000-8000-000000000001' };
  const CALLER = { kind: 'caller' };

  test('by the access token in the body, the ID token in the body, or a Bearer token', async () => {
    expect(await actorOf({ ...BODY, accessToken: ACCESS_TOKEN })).toEqual(USER);
    expect(await actorOf({ ...BODY, idToken: ID_TOKEN })).toEqual(USER);
    expect(await actorOf(BODY, { Authorization: `Bearer ${ACCESS_TOKEN}` })).toEqual(USER);
    expect(await actorOf(BODY, { Authorization: `bearer ${ID_TOKEN}` })).toEqual(USER);
    expect(await actorOf({ ...BODY, idToken: ID_TOKEN }, { Authorization: `Bearer ${ID_TOKEN}` })).toEqual(
      USER,
    );
  });

  test('T45 and takes no proof from a token that does not verify, or from one of another app client', async () => {
    expect(await actorOf({ ...BODY, accessToken: FORGED_ACCESS_TOKEN })).toEqual(CALLER);
    expect(await actorOf({ ...BODY, accessToken: FOREIGN_ACCESS_TOKEN })).toEqual(CALLER);
    expect(await actorOf(BODY, { Authorization: 'Basic c29tZTpib2R5' })).toEqual(CALLER);
  });
});
