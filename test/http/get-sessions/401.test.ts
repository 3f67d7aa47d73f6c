import { describe, expect, test } from '@jest/globals';
import { ask, type Question } from '../../support/http/ask.ts';
import { FORGED_ACCESS_TOKEN, WEB_ID_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { own } from '../../support/http/questions/session-questions.ts';

const NONE: Question = { method: 'GET', path: '/sessions' };

describe('GET /sessions answers 401', () => {
  test.each([
    ['without a token', NONE],
    [
      'to a token that does not verify',
      own('GET', '/sessions', { Authorization: `Bearer ${FORGED_ACCESS_TOKEN}` }),
    ],
    ['to an ID token', own('GET', '/sessions', { Authorization: `Bearer ${WEB_ID_TOKEN}` })],
  ])('%s, and asks nothing of Cognito', async (_, question) => {
    const { app, cognito } = startService();
    const answer = await ask(app, question);
    expect([answer.status, answer.json['code'], answer.headers['www-authenticate']]).toEqual([
      401,
      'unauthenticated',
      'Bearer',
    ]);
    expect(cognito.calls).toEqual([]);
  });

  test('when Cognito does not accept the token any more', async () => {
    const { app, cognito } = startService();
    cognito.listing = { kind: 'rejected', code: 'unauthenticated', exceptionName: 'NotAuthorizedException' };
    expect((await ask(app, own('GET', '/sessions'))).status).toBe(401);
  });
});
