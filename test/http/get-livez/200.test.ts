import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /livez answers 200', () => {
  test('always, also when every limit is used up and the service is not ready', async () => {
    const { app } = startService({
      limiter: limiterAllowing({ 'client-address': 0 }),
      isReady: () => Promise.resolve(false),
    });
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(app, { method, path: '/livez' });
      expect(answer.status).toBe(200);
      expect(answer.headers['ratelimit']).toBeUndefined();
    }
  });

  test('T54 and tells no version', async () => {
    const { app } = startService();
    const answer = await ask(app, { method: 'GET', path: '/livez' });
    expect(answer.json).toEqual({ status: 'live' });
    expect(answer.headers['server']).toBeUndefined();
  });
});
