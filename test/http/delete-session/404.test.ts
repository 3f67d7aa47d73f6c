import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { own, SESSION_ID } from '../../support/http/questions/session-questions.ts';

describe('DELETE /sessions/{sessionId} answers 404', () => {
  test('when the user has no such session', async () => {
    const { app, cognito } = startService();
    const exceptionName = 'ResourceNotFoundException';
    cognito.outcome = { kind: 'rejected', code: 'session-not-found', exceptionName };
    const { status, json } = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    expect([status, json['code']]).toEqual([404, 'session-not-found']);
  });

  test.each([
    '1',
    SESSION_ID.toUpperCase(),
    `${SESSION_ID}0`,
    `jwt${SESSION_ID.slice(3)}`,
    '%00',
    '..%2Fadmin',
  ])('to %s, which no session can be called, and asks nothing of Cognito', async (sessionId) => {
    const { app, cognito } = startService();
    const { status, json } = await ask(app, own('DELETE', `/sessions/${sessionId}`));
    expect([status, json['code']]).toEqual([404, 'session-not-found']);
    expect(cognito.calls).toEqual([]);
  });
});
