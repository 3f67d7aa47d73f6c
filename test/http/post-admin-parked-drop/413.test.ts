import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { adminPost } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

test('T04 POST /admin/parked/drop answers 413 to a body of 1 MB', async () => {
  const { app } = startService();
  expect((await ask(app, adminPost('/admin/parked/drop', ' '.repeat(1_000_000)))).status).toBe(413);
});
