import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { revocations } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /revocations answers 400', () => {
  test.each([
    '?since=',
    '?since=a%20b',
    `?since=${'a'.repeat(129)}`,
    '?since=a&since=b',
    '?since=a&token=b',
    '?after=a',
  ])('to %s', async (query) => {
    const { app } = startService();
    expect((await ask(app, revocations(query))).json).toMatchObject({ code: 'invalid-request' });
  });
});
