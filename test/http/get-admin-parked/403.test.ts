import { expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { NO_ADMIN_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

test('GET /admin/parked answers 403 to a genuine credential without admin rights', async () => {
  const { app } = startService();
  expect((await ask(app, adminGet('/admin/parked', NO_ADMIN_TOKEN))).status).toBe(403);
});
