import type { Count, Counter } from './counter.ts';

interface Entry {
  used: number;
  endsAtMs: number;
}

/** How many entries are looked at for each one that is added: a flood of keys is forgotten as fast as it came. */
const SWEPT_AT_ONCE = 2;

/** Counts in this process's memory. A count that has ended is as good as none, and is dropped in passing. */
export function createMemoryCounter(_name: string, windowSeconds: number): Counter {
  const entries = new Map<string, Entry>();
  let sweep = entries.entries();

  const dropEnded = (nowMs: number): void => {
    for (let looked = 0; looked < SWEPT_AT_ONCE; looked += 1) {
      const next = sweep.next();
      if (next.done === true) {
        sweep = entries.entries();
        return;
      }
      const [key, { endsAtMs }] = next.value;
      if (endsAtMs <= nowMs) entries.delete(key);
    }
  };

  const begin = (key: string, used: number, seconds: number): Entry => {
    const nowMs = performance.now();
    dropEnded(nowMs);
    const entry = { used, endsAtMs: nowMs + seconds * 1000 };
    entries.set(key, entry);
    return entry;
  };

  const find = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && entry.endsAtMs > performance.now() ? entry : undefined;
  };

  const change = (key: string, by: number): Count => {
    const entry = find(key) ?? begin(key, 0, windowSeconds);
    entry.used += by;
    return countOf(entry);
  };

  return {
    add: async (key) => change(key, 1),
    remove: async (key) => void change(key, -1),
    async read(key) {
      const entry = find(key);
      return entry === undefined ? { used: 0, resetMs: windowSeconds * 1000 } : countOf(entry);
    },
    set: async (key, used, seconds) => void begin(key, used, seconds),
  };
}

function countOf({ used, endsAtMs }: Entry): Count {
  return { used, resetMs: endsAtMs - performance.now() };
}
