import { expect, test } from '@jest/globals';
import { createRequestLimiter } from '../../../src/rate-limit/request-limiter.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

test.each([
  ['GET', '/nowhere', 404],
  ['PUT', '/logout', 405],
  ['GET', '/oauth2/revoke', 405],
] as const)(
  '%s %s counts for the address of the caller, and is a documented 429 above its limit',
  async (method, path, status) => {
    const policies = { 'client-address': { limit: 2, windowSeconds: 60 } };
    const { app } = startService({ limiter: createRequestLimiter({ policies }) });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await ask(app, { method, path })).status);
    expect(statuses).toEqual([status, status, 429]);
  },
);
