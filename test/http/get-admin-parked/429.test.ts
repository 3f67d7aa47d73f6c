import { expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

test('GET /admin/parked answers 429 to an admin who has used up their limit', async () => {
  const { app } = startService({ limiter: limiterAllowing({ admin: 0 }) });
  expect((await ask(app, adminGet('/admin/parked'))).status).toBe(429);
});
