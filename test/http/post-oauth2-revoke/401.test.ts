import { describe, expect, test } from '@jest/globals';
import { ask, type Question } from '../../support/http/ask.ts';
import { BACKEND, SPA } from '../../support/http/app-clients.ts';
import { CALLER_SECRET, REFRESH_TOKEN, WRONG_CALLER_SECRET } from '../../support/http/credentials.ts';
import { directoryOf } from '../../support/http/in-memory-ports.ts';
import { basic, oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

const token = REFRESH_TOKEN;
const { clientId } = BACKEND;

/** Asks, and expects a 401 for which Cognito was not asked. Tells the challenge. */
async function unauthenticated(question: Question): Promise<string | undefined> {
  const appClients = directoryOf([SPA, BACKEND], { [clientId]: CALLER_SECRET });
  const { app, cognito } = startService({ appClients });
  const answer = await ask(app, question);
  expect(answer.status).toBe(401);
  expect(answer.json).toMatchObject({ error: 'invalid_client' });
  expect(cognito.calls).toEqual([]);
  return answer.headers['www-authenticate'];
}

describe('RFC 6749 section 5.2: POST /oauth2/revoke answers 401 invalid_client and asks Cognito nothing', () => {
  test('to an app client that is not configured', async () => {
    for (const client_id of ['madeup', '__proto__', 'a b', `${SPA.clientId} `, '*', 'x'.repeat(1000)]) {
      await unauthenticated(oauthRevoke({ token, client_id }));
      await unauthenticated(oauthRevoke({ token }, basic(`${client_id}:x`)));
    }
  });

  test('to a request that names none where there are several', async () => {
    await unauthenticated(oauthRevoke({ token }));
    await unauthenticated(oauthRevoke({ token }, { Authorization: 'Bearer x' }));
    await unauthenticated(oauthRevoke({ token, client_assertion: 'x.y.z' }));
  });

  test('before it says that the token is missing (RFC 7009 section 2.1)', async () => {
    await unauthenticated(oauthRevoke({ client_id: 'madeup' }));
    await unauthenticated({ path: '/oauth2/revoke' });
  });

  test('to a confidential app client with a wrong secret or none, wherever it is', async () => {
    await unauthenticated(oauthRevoke({ token, client_id: clientId }));
    await unauthenticated(oauthRevoke({ token }, basic(clientId)));
    for (const secret of [WRONG_CALLER_SECRET, `${CALLER_SECRET}x`, CALLER_SECRET.slice(0, -1), 'x', ' ']) {
      await unauthenticated(oauthRevoke({ token, client_id: clientId, client_secret: secret }));
      await unauthenticated(oauthRevoke({ token }, basic(`${clientId}:${secret}`)));
    }
  });

  test('to a confidential app client with an assertion alone, which is not verified and so proves nothing', async () => {
    const claims = Buffer.from(JSON.stringify({ sub: clientId })).toString('base64url');
    await unauthenticated(oauthRevoke({ token, client_assertion: `x.${claims}.x` }));
  });

  test('and names the scheme only to a caller that used it', async () => {
    const challenge = 'Basic realm="cognito-logout", charset="UTF-8"';
    expect(await unauthenticated(oauthRevoke({ token }, basic(`${clientId}:x`)))).toBe(challenge);
    expect(await unauthenticated(oauthRevoke({ token }, basic('madeup')))).toBe(challenge);
    expect(await unauthenticated(oauthRevoke({ token, client_id: 'madeup' }))).toBeUndefined();
  });

  test('also where it is the only app client', async () => {
    const { app, cognito } = startService({ clients: [BACKEND] });
    expect((await ask(app, oauthRevoke({ token }))).status).toBe(401);
    expect(cognito.calls).toEqual([]);
  });
});
