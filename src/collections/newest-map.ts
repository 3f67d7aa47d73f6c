/** What is known of the newest keys. */
export interface NewestMap<Key, Value> {
  get(key: Key): Value | undefined;
  /** Makes the key one of the newest. */
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  values(): readonly Value[];
}

/**
 * Remembers the newest keys: of the `min` that were set last all that were not taken out, and at most twice as many. Kept in
 * two halves, the older of which is forgotten as a whole: to find the oldest of a map of which many were taken out takes
 * longer than all the rest here, and taking out one by one has the map be made anew again and again.
 */
export function createNewestMap<Key, Value>(min: number): NewestMap<Key, Value> {
  let newer = new Map<Key, Value>();
  let older = new Map<Key, Value>();
  return {
    get: (key) => newer.get(key) ?? older.get(key),
    set(key, value) {
      if (newer.size >= min) {
        older = newer;
        newer = new Map();
      }
      newer.set(key, value);
    },
    delete(key) {
      newer.delete(key);
      older.delete(key);
    },
    values: () => [...new Map([...older, ...newer]).values()],
  };
}
