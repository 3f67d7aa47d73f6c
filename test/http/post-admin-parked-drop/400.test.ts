import { expect, test } from '@jest/globals';
import { SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { adminPost, storageWithParked } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

test.each<[string, object | string, string]>([
  ['nothing that says which', { reason: 'gone' }, 'at least one of'],
  ['no reason', { clientId: SPA.clientId }, 'reason'],
  ['a reason that may hold a secret', { clientId: SPA.clientId, reason: 'x'.repeat(49) }, 'reason'],
  ['a field that it does not have', { all: true, reason: 'gone' }, 'these fields'],
  ['JSON that does not parse', '{', 'JSON'],
])('POST /admin/parked/drop answers 400 to %s, and gives nothing up', async (_what, body, says) => {
  const { store: intents } = await storageWithParked();
  const { app } = startService({ intents });
  const answer = await ask(app, adminPost('/admin/parked/drop', body));
  expect(answer.json).toMatchObject({ code: 'invalid-request', detail: expect.stringContaining(says) });
  expect((await intents.stats()).parked).toHaveLength(2);
});
