import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { adminPost } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

test.each(['application/x-www-form-urlencoded', 'text/plain'])(
  'T11 POST /admin/parked/drop answers 415 to %s',
  async (type) => {
    const { app } = startService();
    const { headers, ...question } = adminPost('/admin/parked/drop', 'reason=gone');
    const answer = await ask(app, { ...question, headers: { ...headers, 'Content-Type': type } });
    expect(answer.status).toBe(415);
  },
);
