import type { OutboundGrant, OutboundLimit } from '../../revocation/ports/outbound/outbound-budget.ts';

/** The state of one limit: the theoretical arrival time of its next call, and the pace since the last throttling. */
export interface CellRate {
  readonly arrivalAtMs: number;
  readonly pace: number;
  readonly paceAtMs: number;
}

export const UNUSED_RATE: CellRate = { arrivalAtMs: 0, pace: 1, paceAtMs: 0 };

const RECOVERY_STEP_MS = 5000;
/** With more than 36 calls per second, a step is this part of them, so that recovery never takes longer than 3 minutes. */
const RECOVERY_STEP_MIN = 1 / 36;
const SLOW_DOWN_ONCE_IN_MS = 1000;

/** The pace at a time: it climbs back by one call per second every five seconds, or by a 36th if that is more. */
export function paceAt(rate: CellRate, limit: OutboundLimit, nowMs: number): number {
  const steps = Math.max(0, nowMs - rate.paceAtMs) / RECOVERY_STEP_MS;
  return Math.min(1, rate.pace + steps * Math.max(RECOVERY_STEP_MIN, 1 / limit.perSecond));
}

/** Halves the pace, once for all the calls that one throttling hit; never below one call every two seconds. */
export function slowedDown(rate: CellRate, limit: OutboundLimit, nowMs: number): CellRate {
  const sinceMs = nowMs - rate.paceAtMs;
  if (rate.pace < 1 && sinceMs >= 0 && sinceMs < SLOW_DOWN_ONCE_IN_MS) return rate;
  const slowest = Math.min(1, 0.5 / limit.perSecond);
  return { ...rate, pace: Math.max(slowest, paceAt(rate, limit, nowMs) / 2), paceAtMs: nowMs };
}

/**
 * Takes up to `wanted` calls out of all limits at once: as many as the tightest of them allows. Returns the grant and
 * the limits' new states, in the order given.
 */
export function takeCalls(
  rates: readonly CellRate[],
  limits: readonly OutboundLimit[],
  wanted: number,
  nowMs: number,
): { readonly grant: OutboundGrant; readonly rates: readonly CellRate[] } {
  const meters = limits.map((limit, index) => meter(rates[index] ?? UNUSED_RATE, limit, nowMs));
  const granted = Math.max(0, Math.min(wanted, ...meters.map(({ available }) => available)));
  const retryInMs = granted > 0 ? 0 : Math.max(0, ...meters.map(({ nextInMs }) => nextInMs));
  return {
    grant: { granted, retryInMs },
    rates: meters.map(({ rate, arrivalAtMs, intervalMs }) =>
      granted === 0 ? rate : { ...rate, arrivalAtMs: arrivalAtMs + granted * intervalMs },
    ),
  };
}

function meter(rate: CellRate, limit: OutboundLimit, nowMs: number) {
  const intervalMs = 1000 / (limit.perSecond * paceAt(rate, limit, nowMs));
  const toleranceMs = Math.max(0, limit.burst - 1) * intervalMs;
  const isImpossible = rate.arrivalAtMs > nowMs + toleranceMs + intervalMs + CLOCK_SET_BACK_MS;
  const arrivalAtMs = isImpossible ? nowMs : Math.max(rate.arrivalAtMs, nowMs);
  const earlyMs = toleranceMs - (limit.leftToOthers ?? 0) * intervalMs;
  const available = Math.floor((nowMs + earlyMs - arrivalAtMs + ROUNDING_MS) / intervalMs + 1);
  return { rate, arrivalAtMs, intervalMs, available, nextInMs: Math.ceil(arrivalAtMs - earlyMs - nowMs) };
}

/** A next call so much later than any grant could have put it was stored by a clock that has been set back since. */
const CLOCK_SET_BACK_MS = 1000;

/** Times since the epoch are no finer than this in floating point: a call that is due must not be refused for it. */
const ROUNDING_MS = 0.01;
