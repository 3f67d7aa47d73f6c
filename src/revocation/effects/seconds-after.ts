/** A time in ISO 8601, so many seconds after one in milliseconds since the epoch. */
export function secondsAfter(nowMs: number, seconds: number): string {
  return new Date(nowMs + seconds * 1000).toISOString();
}
