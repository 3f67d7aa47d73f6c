import { createConcludeTry } from '../revocation/tries/conclude-try.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundPace } from '../revocation/ports/outbound/outbound-budget.ts';
import type { RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { Random } from '../revocation/tries/retry-delay.ts';
import type { TryOrder } from '../revocation/tries/try-order.ts';
import { createChores } from './chores.ts';
import { createClaimer } from './claimer.ts';
import { createHandleClaimed } from './handle-claimed.ts';
import { createParkProbes } from './park-probes.ts';
import type { RelayEvents } from './ports/relay-events.ts';
import type { Timers } from './ports/timers.ts';

export interface RelayDependencies {
  readonly store: RevocationStore;
  /** One try of an intent; ends well within the lease of 30 s, waiting for its turn at the gate included. */
  readonly tryOrder: TryOrder;
  /** See `ObservableGate`. */
  readonly gate: {
    restingUserPools(): readonly string[];
    paces(): Promise<readonly OutboundPace[]>;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly events: RelayEvents;
}

export interface Relay {
  start(): void;
  /** Looks for due intents now. */
  wake(): void;
  /** The configuration has changed: probes at once whether that mends what is parked. */
  reload(): Promise<void>;
  /** Finishes the calls that are under way, gives the rest back, and resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** What nobody told of becomes due by the passing of time: so often it is looked for. */
const LOOK_EVERY_MS = 500;
const CHORES_EVERY_MS = 10_000;
/** Tries that began before a reload may park what they are refused a little later, ten seconds at most. */
const PROBE_AGAIN_MS = [4000, 8000, 12_000];

/** Tries what was accepted and not confirmed, again and again, until Cognito confirms or the token has expired. */
export function createRelay(dependencies: RelayDependencies): Relay {
  const { store, gate, timers, events } = dependencies;
  const stopping = new AbortController();
  const conclude = createConcludeTry(dependencies);
  const handle = createHandleClaimed({ ...dependencies, conclude, stopWaiting: stopping.signal });
  const claimer = createClaimer({ store, handle, events, restingUserPools: () => gate.restingUserPools() });
  const probes = createParkProbes({ ...dependencies, handle });
  const chores = createChores({
    store,
    clock: dependencies.clock,
    probes,
    events,
    paces: () => gate.paces(),
  });
  const running: { stop(): Promise<void> }[] = [];
  const rounds = new Set<Promise<void>>();
  let callOffs: readonly (() => void)[] = [];
  const probeAll = async () => {
    probes.forget();
    const round = chores().finally(() => rounds.delete(round));
    rounds.add(round);
    await round;
  };

  return {
    start() {
      // Whatever was mended while nobody ran is found at once.
      probes.forget();
      running.push(
        repeat(() => claimer.claim(), LOOK_EVERY_MS, timers),
        repeat(chores, CHORES_EVERY_MS, timers),
      );
      const stopListening = store.onDue(() => void claimer.claim());
      running.push({ stop: async () => stopListening() });
    },
    wake: () => void claimer.claim(),
    async reload() {
      for (const callOff of callOffs) callOff();
      callOffs = PROBE_AGAIN_MS.map((ms) => timers.after(ms, () => void probeAll()));
      await probeAll();
    },
    async stop() {
      stopping.abort();
      for (const callOff of callOffs) callOff();
      await Promise.all([claimer.finish(), ...running.splice(0).map((part) => part.stop()), ...rounds]);
    },
  };
}

/** Does something at once, and again some time after it has ended, until it is stopped. */
function repeat(run: () => Promise<void>, everyMs: number, timers: Timers): { stop(): Promise<void> } {
  let isStopped = false;
  let callOff: (() => void) | undefined;
  let current: Promise<void> | undefined;
  const round = async () => {
    await run();
    if (!isStopped) callOff = timers.after(everyMs, next);
  };
  const next = () => {
    current = round();
  };
  next();
  return {
    async stop() {
      isStopped = true;
      callOff?.();
      await current;
    },
  };
}
