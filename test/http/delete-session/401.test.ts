import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { FORGED_ACCESS_TOKEN, WEB_ID_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { own, SESSION_ID } from '../../support/http/questions/session-questions.ts';

const PATH = `/sessions/${SESSION_ID}`;

describe('DELETE /sessions/{sessionId} answers 401', () => {
  test.each([
    ['without a token', { method: 'DELETE', path: PATH }],
    [
      'to a token that does not verify',
      own('DELETE', PATH, { Authorization: `Bearer ${FORGED_ACCESS_TOKEN}` }),
    ],
    ['to an ID token', own('DELETE', PATH, { Authorization: `Bearer ${WEB_ID_TOKEN}` })],
  ])('%s, and asks nothing of Cognito', async (_, question) => {
    const { app, cognito } = startService();
    const answer = await ask(app, question);
    expect([answer.status, answer.json['code']]).toEqual([401, 'unauthenticated']);
    expect(cognito.calls).toEqual([]);
  });

  test('when Cognito does not accept the token any more, and says which scope it needs', async () => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'rejected', code: 'unauthenticated', exceptionName: 'NotAuthorizedException' };
    const { status, json } = await ask(app, own('DELETE', PATH));
    expect([status, json['detail']]).toEqual([401, expect.stringContaining('aws.cognito.signin.user.admin')]);
  });
});
