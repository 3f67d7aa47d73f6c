import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /readyz answers 200', () => {
  test('T64 while a logout could be accepted, whatever Cognito does and however many ask', async () => {
    const { app, cognito } = startService({ limiter: limiterAllowing({ 'client-address': 0 }) });
    cognito.outcome = { kind: 'retry', cause: 'connection', exceptionName: undefined };
    const answer = await ask(app, { method: 'GET', path: '/readyz' });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ status: 'ready', durability: 'durable' });
    expect(cognito.calls).toEqual([]);
  });

  test('and says so where nothing that is accepted would outlive the process', async () => {
    const { app } = startService({ durability: 'none' });
    const answer = await ask(app, { method: 'GET', path: '/readyz' });
    expect(answer.json).toEqual({ status: 'ready', durability: 'none' });
  });
});
