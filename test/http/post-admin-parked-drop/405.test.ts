import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

test.each(['GET', 'PUT', 'DELETE'])('T12 /admin/parked/drop answers 405 with Allow to %s', async (method) => {
  const { app } = startService();
  const answer = await ask(app, { method, path: '/admin/parked/drop' });
  expect(answer.status).toBe(405);
  expect(answer.headers['allow']).toBe('POST, OPTIONS');
});
