import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN, UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { bearer } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe.each(['/revocations', '/revocations/stream'])('GET %s answers 401', (path) => {
  test.each<[string, Record<string, string>]>([
    ['no credential', {}],
    ['an unknown key', bearer(UNKNOWN_KEY)],
    ['an access token', bearer(ACCESS_TOKEN)],
  ])('to %s', async (_what, headers) => {
    const { app, events } = startService();
    expect((await ask(app, { method: 'GET', path, headers })).status).toBe(401);
    expect(events.some(({ name }) => name === 'adminRefused')).toBe(true);
  });
});
