import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Loaded into a service process before its own code (`--import`): prints in which threads the engine of the database is loaded. */
registerHooks({
  load(url, context, nextLoad) {
    if (url.includes('/better-sqlite3/')) {
      process.stderr.write(`database in the ${isMainThread ? 'main' : 'other'} thread\n`);
    }
    return nextLoad(url, context);
  },
});
