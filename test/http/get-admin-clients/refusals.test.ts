import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY, NO_ADMIN_TOKEN, UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/clients', () => {
  test.each<[number, string, Record<string, string>]>([
    [401, 'no credential', {}],
    [401, 'an unknown key', { Authorization: `Bearer ${UNKNOWN_KEY}` }],
    [403, 'a user who is no admin', { Authorization: `Bearer ${NO_ADMIN_TOKEN}` }],
  ])('answers %d to %s', async (status, _what, headers) => {
    const { app } = startService();
    expect((await ask(app, { method: 'GET', path: '/admin/clients', headers })).status).toBe(status);
  });

  test('answers 429 to an admin who has used up their limit', async () => {
    const { app } = startService({ limiter: limiterAllowing({ admin: 0 }) });
    const headers = { Authorization: `Bearer ${ADMIN_KEY}` };
    expect((await ask(app, { method: 'GET', path: '/admin/clients', headers })).status).toBe(429);
  });
});
