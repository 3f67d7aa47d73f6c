import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN, ADMIN_KEY, UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { authorize, bearer } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /authorize answers 403, since the caller of a gateway can do nothing about its key', () => {
  test.each([
    ['without a key', { method: 'GET', path: '/authorize', headers: bearer(ACCESS_TOKEN) }],
    ['with an unknown key', authorize(undefined, UNKNOWN_KEY)],
    ['with a key without the scope feed', authorize(undefined, ADMIN_KEY)],
  ])('to a gateway %s', async (_what, question) => {
    const { app } = startService();
    expect((await ask(app, question)).status).toBe(403);
  });
});
