import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 503 with Retry-After', () => {
  test.each([BY_TOKEN, BY_USER])('not-durable when Cognito did not confirm', async (body) => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'retry', cause: 'throttled', exceptionName: 'TooManyRequestsException' };

    const answer = await ask(app, adminRevoke(body));

    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ code: 'not-durable', retryable: true });
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.text).not.toContain('TooManyRequests');
  });

  test('client-misconfigured when the service has no permission, without saying which', async () => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' };
    const answer = await ask(app, adminRevoke(BY_USER));
    expect(answer.status).toBe(503);
    expect(answer.json['code']).toBe('client-misconfigured');
    expect(answer.text).not.toMatch(/AccessDenied|permi/);
  });
});
