import { createBoundedCalls } from './bounded-calls.ts';

export interface ReachabilityOptions {
  /** Does what callers will do, and rejects when that does not work. */
  readonly probe: () => Promise<unknown>;
  readonly onChange: (state: 'degraded' | 'recovered') => void;
}

/** Whether a shared store is worth asking. */
export interface Reachability {
  /** Resolves once that is known for the first time, some two seconds after the start at the latest. */
  readonly known: Promise<void>;
  /** Runs a call if the store is worth asking; undefined if it is not, or if the call failed. */
  attempt<T>(call: () => Promise<T>): Promise<T | undefined>;
  stop(): void;
}

/** For how long a store may be out of reach at the start before that is worth a report. */
const FIRST_PROBES_MS = 1_000;
const PROBE_INTERVAL_MS = 250;

/**
 * A circuit breaker that nobody's request has to close: one failed call opens it, and probes in the background find
 * out when the store is back. So a store that is down or frozen costs no more than the calls that were under way.
 */
export function createReachability({ probe, onChange }: ReachabilityOptions): Reachability {
  const calls = createBoundedCalls();
  const stopping = new AbortController();
  let reachable = false;
  let markKnown = nothing;
  const known = new Promise<void>((resolve) => {
    markKnown = resolve;
  });
  let reported: 'degraded' | 'recovered' = 'recovered';

  const report = (state: typeof reported) => {
    markKnown();
    if (state !== reported && !stopping.signal.aborted) onChange(state);
    reported = state;
  };
  const probeUntilReachable = async (quietMs: number) => {
    const quietUntilMs = performance.now() + quietMs;
    while (!stopping.signal.aborted) {
      reachable = await succeeds(calls.run(probe));
      if (reachable) return report('recovered');
      if (performance.now() >= quietUntilMs) report('degraded');
      await probeInterval();
    }
  };
  void probeUntilReachable(FIRST_PROBES_MS);

  return {
    known,
    async attempt(call) {
      if (!reachable || calls.areStuck()) return undefined;
      try {
        return await calls.run(call);
      } catch {
        if (reachable) {
          reachable = false;
          report('degraded');
          void probeUntilReachable(0);
        }
        return undefined;
      }
    },
    stop() {
      stopping.abort();
      markKnown();
    },
  };
}

function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}

function probeInterval(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PROBE_INTERVAL_MS).unref();
  });
}

function nothing(): void {}
