import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { adminPost, storageWithParked } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

test.each<[string, object | string]>([
  ['JSON that does not parse', '{'],
  ['a field that it does not have', { reason: 'mended' }],
  ['a cause that there is not', { cause: 'bad-luck' }],
  ['no id of a receipt', { receiptId: 'latest' }],
  ['no id of a user pool', { userPoolId: 'pool' }],
])('POST /admin/parked/retry answers 400 to %s, and changes nothing', async (_what, body) => {
  const { store: intents } = await storageWithParked();
  const { app } = startService({ intents });
  expect((await ask(app, adminPost('/admin/parked/retry', body))).json).toMatchObject({
    code: 'invalid-request',
  });
  expect((await intents.stats()).parked).toHaveLength(2);
});
