import { test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { expectOutOfReach, serviceWithoutDatabase } from '../../support/http/outage.ts';
import { adminPost } from '../../support/http/parked-intents.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';

const newFile = sqliteFiles();

test('POST /admin/parked/retry answers 503 when the store is out of reach', async () => {
  const service = await serviceWithoutDatabase(newFile());
  expectOutOfReach(service, await ask(service.app, adminPost('/admin/parked/retry', {})));
});
