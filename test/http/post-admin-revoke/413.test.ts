import { describe, expect, test } from '@jest/globals';
import { adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 413 payload-too-large', () => {
  test('T04 to a body of 1 MB, and asks Cognito nothing', async () => {
    const { app, cognito } = startService();
    const answer = await ask(app, adminRevoke(' '.repeat(1_000_000)));
    expect(answer.status).toBe(413);
    expect(cognito.calls).toEqual([]);
  });
});
