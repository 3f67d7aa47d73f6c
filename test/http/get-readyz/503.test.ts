import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /readyz answers 503', () => {
  test('when no logout could be accepted', async () => {
    const { app } = startService({ isReady: () => Promise.resolve(false) });
    const answer = await ask(app, { method: 'GET', path: '/readyz' });
    expect(answer.status).toBe(503);
    expect(answer.json).toEqual({ status: 'not-ready', durability: 'durable' });
  });
});
