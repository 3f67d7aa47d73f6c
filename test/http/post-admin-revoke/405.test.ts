import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('T12 /admin/revoke answers 405 with Allow', () => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('to %s, even by an admin', async (method) => {
    const { app, cognito } = startService();
    const { headers } = adminRevoke(BY_USER);
    const answer = await ask(app, { method, path: '/admin/revoke', ...(headers && { headers }) });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST, OPTIONS');
    expect(cognito.calls).toEqual([]);
  });
});
