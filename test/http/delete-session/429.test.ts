import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';
import { own, SESSION_ID } from '../../support/http/questions/session-questions.ts';

describe('DELETE /sessions/{sessionId} answers 429', () => {
  test('when the budget of the user is spent, and ends nothing', async () => {
    const { app, cognito } = startService({ limiter: limiterAllowing({ user: 1 }) });
    await ask(app, own('GET', '/sessions'));
    const answer = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    expect([answer.status, answer.json['code']]).toEqual([429, 'too-many-requests']);
    expect(cognito.calls).toMatchObject([{ operation: 'ListUserSessions' }]);
  });
});
