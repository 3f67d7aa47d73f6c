/** What is known of things that come and soon go. */
export interface PassingMap<Key, Value> {
  readonly size: number;
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  /** In the order in which their keys came. */
  values(): readonly Value[];
}

/** Fewer than a busy service makes between two collections of young objects. */
const ADDITIONS_MIN = 256;

/**
 * A map that is made anew, and so young, after some additions. V8 lays out the table of a map again and again where much comes and
 * goes. Once one has become old, so are all that follow it, and each that is left behind keeps what it held from the collection of
 * young objects: what has gone is made old, too.
 */
export function createPassingMap<Key, Value>(): PassingMap<Key, Value> {
  let map = new Map<Key, Value>();
  let additions = 0;
  return {
    get size() {
      return map.size;
    },
    get: (key) => map.get(key),
    set(key, value) {
      if (additions >= Math.max(ADDITIONS_MIN, map.size)) {
        map = new Map(map);
        additions = 0;
      }
      map.set(key, value);
      additions += 1;
    },
    delete(key) {
      map.delete(key);
    },
    values: () => [...map.values()],
  };
}
