import { expect, test } from '@jest/globals';
import { adminPost } from '../../support/http/parked-intents.ts';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

test.each([
  ['no credential', { path: '/admin/parked/retry', body: {} }],
  ['an unknown key', adminPost('/admin/parked/retry', {}, UNKNOWN_KEY)],
])('POST /admin/parked/retry answers 401 to %s', async (_what, question) => {
  const { app } = startService();
  expect((await ask(app, question)).json).toMatchObject({ code: 'unauthenticated' });
});
