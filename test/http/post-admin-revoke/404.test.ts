import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 404 user-not-found', () => {
  test('when the pool has no such user', async () => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'rejected', code: 'user-not-found', exceptionName: 'UserNotFoundException' };

    const answer = await ask(app, adminRevoke(BY_USER));

    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ code: 'user-not-found', retryable: false });
  });
});
