/**
 * A process that runs the service over a SQLite database whose denylist has so many entries. Prints where it listens, and
 * the API key of its feed, once it does.
 *
 *     node bench/guard/long-feed-process.ts <folder> <entries>
 */
import { join } from 'node:path';
import { buildService } from '../../src/composition/build-service.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { openStorageOf } from '../../src/composition/storage-side.ts';
import type { Denial } from '../../src/tokens/denylist/denial.ts';
import { failuresTold } from '../failures-told.ts';
import { feedKey, serviceEnvironment } from '../servers/service-environment.ts';
import { randomIds, USER_POOL_ID } from './random-claims.ts';

const AT_ONCE = 10_000;

const ascending = (index: number) => index.toString(16).padStart(8, '0');

const [folder = '', count = ''] = process.argv.slice(2);
const settings = loadSettings({
  ...serviceEnvironment({
    folder,
    port: 0,
    // Nothing is asked of it.
    upstreamUrl: 'http://127.0.0.1:9',
    databaseUrl: `file:${join(folder, 'feed.db')}`,
  }),
  LOG_LEVEL: 'fatal',
});

const storage = await openStorageOf(settings.config, {
  clock: { nowMs: () => Date.now() },
  events: failuresTold,
});
const expiresAtSeconds = Math.floor(Date.now() / 1000) + 86_400;
for (let added = 0; added < Number(count); added += AT_ONCE) {
  // In their order, which is what the index of the database takes quickest.
  const ids = randomIds(AT_ONCE).map((id, index) => ascending(added + index) + id.slice(8));
  await storage.denials.add(
    ids.map((originJti): Denial => ({
      kind: 'session',
      userPoolId: USER_POOL_ID,
      originJti,
      expiresAtSeconds,
    })),
  );
}
await storage.close();

const { port } = await (await buildService(settings)).start();
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, feedKey }));
