import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { revocations } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /revocations answers 429', () => {
  test('to a key that has used up its budget', async () => {
    const { app } = startService({ limiter: limiterAllowing({ reader: 1 }) });
    expect((await ask(app, revocations())).status).toBe(200);
    const answer = await ask(app, revocations());
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
  });
});
