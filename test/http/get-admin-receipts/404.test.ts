import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/receipts/{receiptId} answers 404', () => {
  test.each([
    'e0b4a3f2-0000-4000-8000-000000000001',
    'nothing',
    '..',
    'E0B4A3F2-0000-4000-8000-000000000001',
  ])('to an id that nobody got: %s', async (id) => {
    const { app } = startService();
    const answer = await ask(app, adminGet(`/admin/receipts/${id}`));
    expect(answer.json).toMatchObject({ code: 'not-found' });
  });

  test('T42 to an admin of another pool, in the same words', async () => {
    const { app } = startService();
    const { json } = await ask(app, adminRevoke(BY_USER));
    const hidden = await ask(app, adminGet(`/admin/receipts/${String(json['receiptId'])}`, POOL_ADMIN_KEY));
    const absent = await ask(
      app,
      adminGet('/admin/receipts/e0b4a3f2-0000-4000-8000-000000000001', POOL_ADMIN_KEY),
    );
    expect(hidden.status).toBe(404);
    expect({ ...hidden.json, instance: '' }).toEqual({ ...absent.json, instance: '' });
  });
});
