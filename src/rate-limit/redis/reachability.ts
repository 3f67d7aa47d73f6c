import { createBoundedCalls, type Ended } from './bounded-calls.ts';

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
/** One may be slow for many reasons. */
const SLOW_IN_A_ROW_MAX = 3;

/**
 * A circuit breaker that nobody's request has to close: one failed call opens it, or several slow ones in a row, and probes
 * in the background find out when the store is back and quick. So a store that is down or frozen costs no more than the calls
 * that were under way, and one that is slow costs a few.
 */
export function createReachability({ probe, onChange }: ReachabilityOptions): Reachability {
  const calls = createBoundedCalls();
  const stopping = new AbortController();
  let reachable = false;
  const isSlowAgain = createSlowRow();
  let markKnown = nothing;
  const known = new Promise<void>((resolve) => {
    markKnown = resolve;
  });

  const report = createReport({ onChange, markKnown: () => markKnown(), stopping: stopping.signal });
  const probeUntilReachable = async (quietMs: number) => {
    const quietUntilMs = performance.now() + quietMs;
    while (!stopping.signal.aborted) {
      reachable = await succeedsQuickly(calls.run(probe));
      if (reachable) return report('recovered');
      if (performance.now() >= quietUntilMs) report('degraded');
      await probeInterval();
    }
  };
  void probeUntilReachable(FIRST_PROBES_MS);

  const giveUp = () => {
    if (!reachable) return;
    reachable = false;
    report('degraded');
    void probeUntilReachable(0);
  };

  return {
    known,
    async attempt(call) {
      if (!reachable || calls.areStuck()) return undefined;
      try {
        const { value, wasSlow } = await calls.run(call);
        if (isSlowAgain(wasSlow)) giveUp();
        return value;
      } catch {
        giveUp();
        return undefined;
      }
    },
    stop() {
      stopping.abort();
      markKnown();
    },
  };
}

/** Makes the function that is told of each answer and says whether too many in a row were slow. */
function createSlowRow(): (wasSlow: boolean) => boolean {
  let slowInARow = 0;
  return (wasSlow) => {
    slowInARow = wasSlow ? slowInARow + 1 : 0;
    return slowInARow >= SLOW_IN_A_ROW_MAX;
  };
}

type State = 'degraded' | 'recovered';

interface ReportOptions extends Pick<ReachabilityOptions, 'onChange'> {
  readonly markKnown: () => void;
  readonly stopping: AbortSignal;
}

function createReport({ onChange, markKnown, stopping }: ReportOptions) {
  let reported: State = 'recovered';
  return (state: State) => {
    markKnown();
    if (state !== reported && !stopping.aborted) onChange(state);
    reported = state;
  };
}

function succeedsQuickly(attempt: Promise<Ended<unknown>>): Promise<boolean> {
  return attempt.then(
    ({ wasSlow }) => !wasSlow,
    () => false,
  );
}

function probeInterval(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PROBE_INTERVAL_MS).unref();
  });
}

function nothing(): void {}
