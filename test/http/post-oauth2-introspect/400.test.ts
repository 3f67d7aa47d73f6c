import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { introspect } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /oauth2/introspect answers 400 invalid_request', () => {
  test.each([
    ['without a token', introspect({})],
    ['with an empty one', introspect({ token: '' })],
    ['with a token in the URL', { ...introspect(), path: '/oauth2/introspect?token=x' }],
  ])('%s', async (_what, question) => {
    const { app } = startService();
    const answer = await ask(app, question);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: 'invalid_request' });
  });
});
