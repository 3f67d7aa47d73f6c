/** The most of these times, in milliseconds, that lie within any one second. */
export function mostInASecond(timesMs: readonly number[]): number {
  const sorted = timesMs.toSorted((one, other) => one - other);
  let most = 0;
  let first = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) >= 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
