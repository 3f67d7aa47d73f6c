import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { OF_USER, SEEN, SESSION_ID, TOKEN_SESSION } from '../../support/http/questions/session-questions.ts';

describe('GET /admin/users/{username}/sessions answers 200', () => {
  test('with the sessions of the user, in a user pool that the admin may touch', async () => {
    const { app, cognito } = startService();
    cognito.listing = { kind: 'listed', sessions: [TOKEN_SESSION] };
    const answer = await ask(app, adminGet(OF_USER));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ sessions: [{ sessionId: SESSION_ID, ...SEEN }] });
    expect(cognito.calls).toEqual([
      { operation: 'AdminListUserSessions', userPoolId: WEB.userPoolId, username: 'ada' },
    ]);
  });

  test('and leaves an event in the audit trail of who has read them and whose they are, and nothing of them', async () => {
    const { app, cognito } = startService();
    cognito.listing = { kind: 'listed', sessions: [TOKEN_SESSION] };
    const answer = await ask(app, adminGet(OF_USER));
    const { events } = (await ask(app, adminGet('/admin/audit?kind=read&user=ada&actorId=ops1'))).json;
    expect(events).toEqual([
      {
        sequence: 1,
        at: expect.any(String),
        kind: 'read',
        receiptId: expect.any(String),
        requestId: answer.headers['x-request-id'],
        act: 'read-sessions',
        userPoolId: WEB.userPoolId,
        user: 'ada',
        actor: { kind: 'admin', id: 'ops1', via: 'api-key' },
        clientAddress: expect.any(String),
        hash: expect.any(String),
      },
    ]);
  });

  test('without any, for a user who has none', async () => {
    expect((await ask(startService().app, adminGet(OF_USER))).json).toEqual({ sessions: [] });
  });

  test.each([
    ['ada%40example.com', 'ada@example.com'],
    ['Gr%C3%A4fin%2FAda', 'Gräfin/Ada'],
    ['google_1234', 'google_1234'],
  ])('for %s, which is the name %s', async (inPath, username) => {
    const { app, cognito } = startService();
    const path = `/admin/users/${inPath}/sessions?userPoolId=${WEB.userPoolId}`;
    expect((await ask(app, adminGet(path))).status).toBe(200);
    expect(cognito.calls).toMatchObject([{ username }]);
  });

  test.each([
    ['sub', '0a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d'],
    ['email', 'ada@example.com'],
  ])('by the %s of the user, whom Cognito finds first', async (by, name) => {
    const { app, cognito } = startService();
    const user = { username: 'countess', sub: undefined, aliases: [], isEnabled: true };
    cognito.lookup = { kind: 'found', user };
    const path = `/admin/users/${encodeURIComponent(name)}/sessions?userPoolId=${WEB.userPoolId}&by=${by}`;
    expect((await ask(app, adminGet(path))).status).toBe(200);
    expect(cognito.calls).toMatchObject([{ operation: 'AdminListUserSessions', username: 'countess' }]);
  });

  test('by a sub whose name Cognito does not tell, which is a name to Cognito too', async () => {
    const { app, cognito } = startService();
    cognito.lookup = { kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' };
    const sub = '0a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d';
    const path = `/admin/users/${sub}/sessions?userPoolId=${WEB.userPoolId}&by=sub`;
    expect((await ask(app, adminGet(path))).status).toBe(200);
    expect(cognito.calls).toMatchObject([{ username: sub }]);
  });
});
