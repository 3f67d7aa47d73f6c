/** Runs something again and again, never twice at once. */
export interface Runs<Why> {
  /** Runs it, after the run that is on. Never throws. */
  ask(why: Why): Promise<void>;
}

export function createRuns<Why>(run: (why: Why) => Promise<void>): Runs<Why> {
  let last: Promise<void> = Promise.resolve();
  const waiting = new Map<Why, Promise<void>>();

  async function next(before: Promise<void>, why: Why): Promise<void> {
    await before;
    waiting.delete(why);
    try {
      await run(why);
    } catch {
      // It tells of its failures itself; the next run is not to suffer from this one.
    }
  }

  return {
    ask(why) {
      const asked = waiting.get(why);
      if (asked !== undefined) return asked;
      last = next(last, why);
      waiting.set(why, last);
      return last;
    },
  };
}
