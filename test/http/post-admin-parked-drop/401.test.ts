import { expect, test } from '@jest/globals';
import { adminPost } from '../../support/http/parked-intents.ts';
import { ask } from '../../support/http/ask.ts';
import { UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

test.each([
  ['no credential', { path: '/admin/parked/drop', body: {} }],
  ['an unknown key', adminPost('/admin/parked/drop', {}, UNKNOWN_KEY)],
])('POST /admin/parked/drop answers 401 to %s', async (_what, question) => {
  const { app } = startService();
  expect((await ask(app, question)).json).toMatchObject({ code: 'unauthenticated' });
});
