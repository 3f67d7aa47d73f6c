import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/audit answers 401', () => {
  test('to an unknown key', async () => {
    const { app } = startService();
    expect((await ask(app, adminGet('/admin/audit', UNKNOWN_KEY))).status).toBe(401);
  });

  test('to no credential', async () => {
    const { app } = startService();
    expect((await ask(app, { method: 'GET', path: '/admin/audit' })).status).toBe(401);
  });
});
