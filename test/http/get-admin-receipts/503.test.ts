import { describe, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { expectOutOfReach, serviceWithoutDatabase } from '../../support/http/outage.ts';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { NOW_MS, startService } from '../../support/http/service.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';
import { openTestStorage } from '../../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';

const newFile = sqliteFiles();
const QUESTION = adminGet('/admin/receipts/e0b4a3f2-0000-4000-8000-000000000001');

describe('GET /admin/receipts/{receiptId} answers 503', () => {
  test('when the audit trail is out of reach', async () => {
    const service = await serviceWithoutDatabase(newFile());
    expectOutOfReach(service, await ask(service.app, QUESTION));
  });

  test('when the store is out of reach after the trail was read', async () => {
    const storage = await openTestStorage({ engine: 'sqlite', path: newFile() });
    await storage.close();
    const { audit } = memoryStorage({ nowMs: () => NOW_MS });
    const service = startService({ audit, intents: storage.store });
    expectOutOfReach(service, await ask(service.app, QUESTION));
  });
});
