import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /readyz answers 500', () => {
  test('and not that all is well, when nobody can tell', async () => {
    const { app } = startService({ isReady: () => Promise.reject(new Error('store is gone')) });
    const answer = await ask(app, { method: 'GET', path: '/readyz' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('store');
  });
});
