import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { NO_ADMIN_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/clients answers 403', () => {
  test('to a user who is no admin', async () => {
    const { app } = startService();
    const headers = { Authorization: `Bearer ${NO_ADMIN_TOKEN}` };
    expect((await ask(app, { method: 'GET', path: '/admin/clients', headers })).status).toBe(403);
  });
});
