/** The state of a counter after it was counted up or read. */
export interface Count {
  readonly used: number;
  /** Until the counter starts again from nothing. */
  readonly resetMs: number;
}

/** Counts by key. A count starts at its first use and ends with its window. */
export interface Counter {
  /** Adds one, atomically. */
  add(key: string): Promise<Count>;
  /** Takes one off again, atomically. */
  remove(key: string): Promise<void>;
  read(key: string): Promise<Count>;
  /** Makes a count stand at a number for the given time. */
  set(key: string, used: number, seconds: number): Promise<void>;
}

/** Makes a counter whose windows have the given length. The name keeps it apart from others in the same place. */
export type CreateCounter = (name: string, windowSeconds: number) => Counter;
