import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY } from '../../support/http/credentials.ts';
import { bearer } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe.each(['/revocations', '/revocations/stream'])('GET %s answers 403', (path) => {
  test('to an API key without the scope feed', async () => {
    const { app } = startService();
    expect((await ask(app, { method: 'GET', path, headers: bearer(ADMIN_KEY) })).status).toBe(403);
  });
});
