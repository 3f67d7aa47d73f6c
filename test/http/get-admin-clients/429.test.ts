import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY } from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/clients answers 429', () => {
  test('to an admin who has used up their limit', async () => {
    const { app } = startService({ limiter: limiterAllowing({ admin: 0 }) });
    const headers = { Authorization: `Bearer ${ADMIN_KEY}` };
    expect((await ask(app, { method: 'GET', path: '/admin/clients', headers })).status).toBe(429);
  });
});
