import type { Counter } from '../counter.ts';
import type { Reachability } from './reachability.ts';

/** Counts in the shared counter while that can be reached, and otherwise in the local one. Never rejects. */
export function createInsuredCounter(shared: Counter, local: Counter, reachability: Reachability): Counter {
  return {
    add: async (key) => (await reachability.attempt(() => shared.add(key))) ?? local.add(key),
    async remove(key) {
      if ((await reachability.attempt(() => done(shared.remove(key)))) !== true) await local.remove(key);
    },
    read: async (key) => (await reachability.attempt(() => shared.read(key))) ?? local.read(key),
    async set(key, used, seconds) {
      const isSet = await reachability.attempt(() => done(shared.set(key, used, seconds)));
      if (isSet !== true) await local.set(key, used, seconds);
    },
  };
}

async function done(change: Promise<void>): Promise<true> {
  await change;
  return true;
}
