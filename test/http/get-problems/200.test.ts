import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS } from '../../../src/errors/error-code.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /problems/<code> answers 200', () => {
  test.each(Object.entries(ERROR_STATUS))('and explains %s', async (code, status) => {
    const { app, events } = startService();

    const answer = await ask(app, { method: 'GET', path: `/problems/${code}` });

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain(`<code>${code}</code>, status ${status}`);
    expect(answer.text).not.toMatch(/<script|style=|undefined/);
    expect(events.at(-1)?.fields['route']).toBe('GET /problems/{code}');
  });

  test.each([
    ['user-not-found', 'for a user who was named by sub or e-mail address', /Check .*username, sub or email/],
    ['not-found', 'for a receipt that there is not', /the id in it/],
    ['forbidden', 'for an account that no admin may touch', /protected/],
  ])('and what it says of %s holds %s', async (code, _when, sentence) => {
    const { text } = await ask(startService().app, { method: 'GET', path: `/problems/${code}` });
    expect(text).toMatch(sentence);
  });
});
