import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { own, SESSION_ID } from '../../support/http/questions/session-questions.ts';

describe('DELETE /sessions/{sessionId} answers 503', () => {
  test.each([
    ['not-durable', { kind: 'retry', cause: 'timeout', exceptionName: undefined }],
    ['client-misconfigured', { kind: 'parked', cause: 'unknown-exception', exceptionName: 'NewException' }],
  ] as const)('with %s when Cognito did not confirm and nothing keeps the order', async (code, outcome) => {
    const { app, cognito } = startService();
    cognito.outcome = outcome;
    const answer = await ask(app, own('DELETE', `/sessions/${SESSION_ID}`));
    expect([answer.status, answer.json['code']]).toEqual([503, code]);
    expect(answer.headers['retry-after']).toBeDefined();
  });
});
