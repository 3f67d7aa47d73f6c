import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { introspect } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /oauth2/introspect answers 429', () => {
  test('to a key that has used up its own budget, and not before, whatever its address did', async () => {
    const { app } = startService({ limiter: limiterAllowing({ reader: 2, 'client-address': 0 }) });
    expect((await ask(app, introspect())).status).toBe(200);
    expect((await ask(app, introspect())).status).toBe(200);
    expect((await ask(app, introspect())).status).toBe(429);
  });

  test('to somebody without a key whose address has used up its budget', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 0 }) });
    expect((await ask(app, introspect(undefined, {}))).status).toBe(429);
  });
});
