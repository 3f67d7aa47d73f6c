import type { Counter } from '../counter.ts';
import type { Reachability } from './reachability.ts';

/** Counts in the shared counter while that can be reached, and otherwise in the local one. Never rejects. */
export function createInsuredCounter(shared: Counter, local: Counter, reachability: Reachability): Counter {
  return {
    add: async (key) => (await reachability.attempt(() => shared.add(key))) ?? local.add(key),
    read: async (key) => (await reachability.attempt(() => shared.read(key))) ?? local.read(key),
    async set(key, used, seconds) {
      const done = await reachability.attempt(async () => {
        await shared.set(key, used, seconds);
        return true;
      });
      if (done !== true) await local.set(key, used, seconds);
    },
  };
}
