import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { WAYS } from '../../support/http/questions/oidc-questions.ts';
import { startService } from '../../support/http/service.ts';

describe.each(WAYS)('%s /oidc/logout answers 429', (_way, question) => {
  test.each([
    ['address', { 'client-address': 1 }],
    ['app client', { 'app-client': 1 }],
  ])('to an %s that has used up its limit', async (_what, limits) => {
    const { app } = startService({ limiter: limiterAllowing(limits) });
    await ask(app, question({ client_id: SPA.clientId }));
    const answer = await ask(app, question({ client_id: SPA.clientId }));
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
    expect(answer.headers['location']).toBeUndefined();
  });
});
