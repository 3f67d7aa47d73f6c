import { describe, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { expectOutOfReach, serviceWithoutDatabase } from '../../support/http/outage.ts';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';

const newFile = sqliteFiles();

describe('GET /admin/audit answers 503', () => {
  test.each([
    ['a page', {}],
    ['all of it, a line each', { Accept: 'application/x-ndjson' }],
  ])('when the store is out of reach, to who asks for %s', async (_what, headers) => {
    const service = await serviceWithoutDatabase(newFile());
    expectOutOfReach(service, await ask(service.app, adminGet('/admin/audit', undefined, headers)));
  });
});
