/**
 * Expiries are kept as minutes in 16 bits, counted round: of two of them, the one that is less than 22 days ahead is
 * the later one. Denials live a day, and a batch with one that lives longer than 8 days is refused.
 */
const MINUTES = 0x1_0000;

/** The minute of that second. What ends in a minute is forgotten once a later one has begun. */
export function minuteOf(seconds: number): number {
  return Math.floor(seconds / 60) % MINUTES;
}

export function isLater(minute: number, other: number): boolean {
  const ahead = (minute - other + MINUTES) % MINUTES;
  return ahead !== 0 && ahead < MINUTES / 2;
}
