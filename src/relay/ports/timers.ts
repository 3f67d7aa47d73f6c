/** Calls back after a time that no change of the clock can lengthen or shorten. */
export interface Timers {
  /** Runs once, after so many milliseconds. Returns how to call it off. */
  after(ms: number, run: () => void): () => void;
}
