import { test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { expectOutOfReach, serviceWithoutDatabase } from '../../support/http/outage.ts';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';

const newFile = sqliteFiles();

test('GET /admin/parked answers 503 when the store is out of reach', async () => {
  const service = await serviceWithoutDatabase(newFile());
  expectOutOfReach(service, await ask(service.app, adminGet('/admin/parked')));
});
