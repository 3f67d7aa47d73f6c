import type { Clock } from '../../revocation/ports/clock.ts';
import type { RetryCause, UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { BreakerState } from '../ports/relay-events.ts';
import { createCallWindow, type CallWindow } from './call-window.ts';

export interface CircuitBreaker {
  /** For how long no call can pass, in milliseconds; 0 when one may. */
  restMs(): number;
  /** Whether this call may go out. While half open, one at a time may. */
  pass(): boolean;
  heard(outcome: UpstreamOutcome): void;
}

const WINDOW_MS = 10_000;
const CALLS_MIN = 20;
const FAILED_SHARE = 0.5;
const OPEN_MS = 5000;

/**
 * Holds calls back from one user pool while it does not answer: opens when at least half of 20 calls or more in ten
 * seconds failed, and lets one call through after five seconds, to see. Throttling, a firewall's refusal and one whose
 * reason is still open are answers: they have rules of their own.
 */
export function createCircuitBreaker(clock: Clock, changed: (state: BreakerState) => void): CircuitBreaker {
  const window = createCallWindow(WINDOW_MS);
  let openedAtMs: number | undefined;
  let isProbing = false;

  const open = (state: BreakerState) => {
    openedAtMs = clock.nowMs();
    window.clear();
    changed(state);
  };

  const restMs = () => {
    if (openedAtMs === undefined) return 0;
    const nowMs = clock.nowMs();
    // The clock was set back: the rest starts anew and gets no longer.
    if (openedAtMs > nowMs) openedAtMs = nowMs;
    return Math.max(0, openedAtMs + OPEN_MS - nowMs);
  };

  return {
    restMs,
    pass() {
      if (openedAtMs === undefined) return true;
      if (restMs() > 0) return false;
      // Should its outcome never be heard, the next one may pass after another rest.
      open('half-open');
      isProbing = true;
      return true;
    },
    heard(outcome) {
      const isFailure = failed(outcome);
      if (openedAtMs === undefined) {
        window.add(clock.nowMs(), isFailure);
        if (isTooMuch(window)) open('open');
      } else if (isProbing) {
        isProbing = false;
        if (isFailure) return open('open');
        openedAtMs = undefined;
        changed('closed');
      }
    },
  };
}

const ANSWERS: readonly RetryCause[] = ['throttled', 'forbidden', 'undecided'];

function failed(outcome: UpstreamOutcome): boolean {
  return outcome.kind === 'retry' && !ANSWERS.includes(outcome.cause);
}

function isTooMuch(window: CallWindow): boolean {
  const calls = window.calls();
  return calls >= CALLS_MIN && window.failures() >= calls * FAILED_SHARE;
}
