import { expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

test.each([
  ['no credential', { method: 'GET', path: '/admin/parked' }],
  ['an unknown key', adminGet('/admin/parked', UNKNOWN_KEY)],
])('GET /admin/parked answers 401 to %s', async (_what, question) => {
  const { app } = startService();
  expect((await ask(app, question)).json).toMatchObject({ code: 'unauthenticated' });
});
