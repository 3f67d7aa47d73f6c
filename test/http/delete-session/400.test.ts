import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { own, SESSION_ID } from '../../support/http/questions/session-questions.ts';

describe('DELETE /sessions/{sessionId} answers 400', () => {
  test('to the session of the token itself, and names POST /logout', async () => {
    const { app, cognito } = startService();
    const exceptionName = 'InvalidParameterException';
    cognito.outcome = { kind: 'rejected', code: 'current-session', exceptionName };
    const { status, json } = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    expect([status, json['code']]).toEqual([400, 'invalid-request']);
    expect(json['detail']).toContain('POST /logout');
  });

  test.each(['?endSso=maybe', '?endSso=true&endSso=false', '?sessionId=other', '?accessToken=x'])(
    'to the parameters %s, and asks nothing of Cognito',
    async (query) => {
      const { app, cognito } = startService();
      const { status, json } = await ask(app, own('DELETE', `/sessions/${SESSION_ID}${query}`));
      expect([status, json['code']]).toEqual([400, 'invalid-request']);
      expect(cognito.calls).toEqual([]);
    },
  );
});
