import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { adminPost } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

test('POST /admin/parked/retry answers 429 to an admin who has used up their limit', async () => {
  const { app } = startService({ limiter: limiterAllowing({ admin: 0 }) });
  expect((await ask(app, adminPost('/admin/parked/retry', {}))).status).toBe(429);
});
