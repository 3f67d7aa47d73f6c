import type { RetryCause } from '../ports/upstream-outcome.ts';

export interface FailedTry {
  readonly cause: RetryCause;
  readonly retryAfterSeconds?: number | undefined;
  /** How often the intent has been tried, this time included. */
  readonly attempts: number;
}

/** A number from 0 up to, and not including, 1. */
export type Random = () => number;

const MINUTE_MS = 60_000;
const BASE_MS = 500;
const CAP_MS = 5 * MINUTE_MS;
const FORBIDDEN_FLOOR_MS = MINUTE_MS;
const FORBIDDEN_CAP_MS = 15 * MINUTE_MS;
const THROTTLED_MS = 5000;

/**
 * After how long to try again: full jitter that doubles from 0.5 s up to 5 min; between 1 and 15 min where a firewall
 * refused, since hammering at one makes it worse. What Cognito asked for with Retry-After is honoured up to 5 min.
 * Throttling says nothing of the intent, and the outbound budget slows down for it: a wait of its own would only
 * undo the order of the lanes.
 * Source: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function retryDelayMs({ cause, retryAfterSeconds = 0, attempts }: FailedTry, random: Random): number {
  const askedMs = Math.min(CAP_MS, retryAfterSeconds * 1000);
  return Math.round(askedMs + random() * spanMs(cause, attempts)) + floorMs(cause);
}

function spanMs(cause: RetryCause, attempts: number): number {
  const doublings = 2 ** Math.min(20, Math.max(0, attempts - 1));
  if (cause === 'throttled') return THROTTLED_MS;
  if (cause === 'forbidden') return Math.min(FORBIDDEN_CAP_MS - FORBIDDEN_FLOOR_MS, MINUTE_MS * doublings);
  return Math.min(CAP_MS, BASE_MS * doublings);
}

function floorMs(cause: RetryCause): number {
  return cause === 'forbidden' ? FORBIDDEN_FLOOR_MS : 0;
}
