/** Of one thing, measured once in each round. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? Number.NaN) : upper;
  return { median: (lower + upper) / 2, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

/** Divides pair by pair: what was measured in the same round, when the machine was in the same mood. */
export function ratios(values: readonly number[], by: readonly number[]): readonly number[] {
  return values.slice(0, by.length).map((value, round) => value / (by[round] ?? Number.NaN));
}
