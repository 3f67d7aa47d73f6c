import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { own, SESSION_ID } from '../../support/http/questions/session-questions.ts';

const PATH = `/sessions/${SESSION_ID}`;

describe('DELETE /sessions/{sessionId} answers 409', () => {
  test('where the app client is not configured for it, and asks nothing of Cognito', async () => {
    const { app, cognito } = startService();
    const answer = await ask(app, own('DELETE', PATH, { Authorization: `Bearer ${ACCESS_TOKEN}` }));
    expect([answer.status, answer.json['code']]).toEqual([409, 'feature-unavailable']);
    expect(cognito.calls).toEqual([]);
  });

  test('when Cognito says that the user pool keeps no records', async () => {
    const { app, cognito } = startService();
    const exceptionName = 'FeatureUnavailableInTierException';
    cognito.outcome = { kind: 'rejected', code: 'feature-unavailable', exceptionName };
    const { status, json } = await ask(app, own('DELETE', PATH));
    expect([status, json['detail']]).toEqual([409, expect.stringContaining('Essentials or Plus')]);
  });
});
