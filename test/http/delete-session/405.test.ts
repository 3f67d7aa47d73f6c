import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { SESSION_ID } from '../../support/http/questions/session-questions.ts';

describe('The paths of sessions answer 405', () => {
  test.each([
    ['GET', `/sessions/${SESSION_ID}`, 'DELETE, OPTIONS'],
    ['POST', `/sessions/${SESSION_ID}`, 'DELETE, OPTIONS'],
    ['DELETE', '/sessions', 'GET, HEAD, OPTIONS'],
    ['POST', '/sessions', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/admin/users/ada/sessions', 'GET, HEAD, OPTIONS'],
  ])('to %s %s, and say what they allow', async (method, path, allow) => {
    const answer = await ask(startService().app, { method, path });
    expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
  });
});
