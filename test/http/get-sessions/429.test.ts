import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';
import { own } from '../../support/http/questions/session-questions.ts';

describe('GET /sessions answers 429', () => {
  test.each(['user', 'app-client'] as const)('when the budget of the %s is spent', async (kind) => {
    const { app } = startService({ limiter: limiterAllowing({ [kind]: 1 }) });
    await ask(app, own('GET', '/sessions'));
    const answer = await ask(app, own('GET', '/sessions'));
    expect([answer.status, answer.json['code']]).toEqual([429, 'too-many-requests']);
  });

  test('to an address that goes on without a token', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    const question = { method: 'GET', path: '/sessions' };
    expect([(await ask(app, question)).status, (await ask(app, question)).status]).toEqual([401, 429]);
  });

  test('never to a proven user for what others of the address did', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    await ask(app, { method: 'GET', path: '/sessions' });
    expect((await ask(app, own('GET', '/sessions'))).status).toBe(200);
  });

  test('never to an address for what a proven user asked from there', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    await ask(app, own('GET', '/sessions'));
    expect((await ask(app, { method: 'GET', path: '/sessions' })).status).toBe(401);
  });
});
