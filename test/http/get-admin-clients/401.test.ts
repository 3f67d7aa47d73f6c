import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/clients answers 401', () => {
  test.each<[string, Record<string, string>]>([
    ['no credential', {}],
    ['an unknown key', { Authorization: `Bearer ${UNKNOWN_KEY}` }],
  ])('to %s', async (_what, headers) => {
    const { app } = startService();
    expect((await ask(app, { method: 'GET', path: '/admin/clients', headers })).status).toBe(401);
  });
});
