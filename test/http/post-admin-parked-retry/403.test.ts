import { describe, expect, test } from '@jest/globals';
import { SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { NO_ADMIN_TOKEN, POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { adminPost, storageWithParked } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/parked/retry answers 403', () => {
  test('to a genuine credential without admin rights', async () => {
    const { app } = startService();
    expect((await ask(app, adminPost('/admin/parked/retry', {}, NO_ADMIN_TOKEN))).status).toBe(403);
  });

  test('T42 to an admin of another pool, and changes nothing', async () => {
    const { store: intents } = await storageWithParked();
    const { app } = startService({ intents });
    const asked = adminPost('/admin/parked/retry', { userPoolId: SPA.userPoolId }, POOL_ADMIN_KEY);
    expect((await ask(app, asked)).json).toMatchObject({ code: 'forbidden' });
    expect((await intents.stats()).parked).toHaveLength(2);
  });
});
