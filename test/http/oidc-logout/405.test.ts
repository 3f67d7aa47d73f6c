import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

test.each(['PUT', 'PATCH', 'DELETE'])('/oidc/logout answers 405 with Allow to %s', async (method) => {
  const { app } = startService();
  const answer = await ask(app, { method, path: '/oidc/logout' });
  expect(answer.status).toBe(405);
  expect(answer.headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
});
