import { test } from '@jest/globals';
import { startChaosProxy } from '../support/faults/chaos-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { testPostgres } from '../support/storage/test-postgres.ts';

const { server, newKeysFile } = testPostgres();

test('an instance whose connections to PostgreSQL are dead without a word hears of the others again', async () => {
  const keysFile = newKeysFile();
  const url = new URL(server().url);
  const proxy = await startChaosProxy(Number(url.port));
  url.host = new URL(proxy.url).host;
  const far = await openTestStorage({ engine: 'postgres', url: url.href }, { keysFile });
  const near = await openTestStorage({ engine: 'postgres', url: server().url }, { keysFile });
  let heard = 0;
  far.store.onDue(() => {
    heard += 1;
  });
  const isHeard = async () => {
    const before = heard;
    await acceptNew(near.store, tokenIntent(Date.now(), { leaseMs: 0 }));
    return heard > before;
  };
  await eventually(isHeard);
  proxy.lose();
  await eventually(isHeard);
  await Promise.all([near.close(), far.close()]);
  await proxy.stop();
});
