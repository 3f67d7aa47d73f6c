import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../src/errors/service-error.ts';
import { SPA } from '../support/http/app-clients.ts';
import { ask, type Question } from '../support/http/ask.ts';
import { ACCESS_TOKEN, REFRESH_TOKEN } from '../support/http/credentials.ts';
import { limiterAllowing } from '../support/http/in-memory-ports.ts';
import { bearer } from '../support/http/questions/reader-questions.ts';
import { own } from '../support/http/questions/session-questions.ts';
import { startService } from '../support/http/service.ts';

const outOfReach = () =>
  Promise.reject(new ServiceError('not-durable', 'The keys are out of reach.', { retryAfterSeconds: 2 }));
const EVERYWHERE = {
  refreshToken: REFRESH_TOKEN,
  accessToken: ACCESS_TOKEN,
  clientId: SPA.clientId,
  everywhere: true,
};

describe('A token that nobody can check', () => {
  test.each<[string, Question]>([
    ['GET /sessions', own('GET', '/sessions')],
    ['GET /admin/audit', { method: 'GET', path: '/admin/audit', headers: bearer(ACCESS_TOKEN) }],
    ['POST /logout with everywhere', { path: '/logout', body: EVERYWHERE }],
  ])('spares its sender no limit: %s', async (_, question) => {
    const { app } = startService({
      tokens: { verify: outOfReach },
      admins: { authenticate: outOfReach },
      limiter: limiterAllowing({ 'client-address': 1 }),
    });
    expect((await ask(app, question)).status).toBe(503);
    expect((await ask(app, question)).status).toBe(429);
  });
});
