import { expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

test('GET /admin/parked answers 400 to parameters, which it has none of', async () => {
  const { app } = startService();
  expect((await ask(app, adminGet('/admin/parked?cause=unknown-exception'))).status).toBe(400);
});
