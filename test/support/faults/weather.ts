import type { FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import type { Chaos, ChaosProxy } from './chaos-proxy.ts';

type Outage =
  | { readonly at: 'cognito'; readonly kind: 'throttle' | 'internal-error' | 'html-503' | 'reset' | 'hang' }
  | { readonly at: 'network'; readonly chaos: Chaos };

/** `harsh`: also such outages in which calls take effect, and only their answers are late or lost. */
export type Climate = 'mild' | 'harsh';

const MILD: readonly Outage[] = [
  { at: 'cognito', kind: 'throttle' },
  { at: 'cognito', kind: 'internal-error' },
  { at: 'cognito', kind: 'html-503' },
  { at: 'cognito', kind: 'reset' },
  { at: 'cognito', kind: 'hang' },
  { at: 'network', chaos: { kind: 'refuse' } },
  { at: 'network', chaos: { kind: 'blackhole' } },
];

const OUTAGES: Record<Climate, readonly Outage[]> = {
  mild: MILD,
  harsh: [
    ...MILD,
    { at: 'network', chaos: { kind: 'latency', ms: 3000 } },
    { at: 'network', chaos: { kind: 'reset', afterBytes: 20 } },
    { at: 'network', chaos: { kind: 'truncate', afterBytes: 20 } },
  ],
};

const SPELL_MIN_MS = 500;
const SPELL_MAX_MS = 2500;

export interface Weather {
  /** How many outages there were. */
  outages(): number;
  /** When answers that were on their way may have been lost: as the network broke, or for as long as it lost answers. */
  answersLost(): readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Makes everything well, for good. */
  clear(): void;
}

/** Outages half of the time, each of another kind than the one before: at Cognito itself, or on the way to it. */
export function startWeather(fake: FakeCognito, proxy: ChaosProxy, climate: Climate = 'mild'): Weather {
  const kinds = OUTAGES[climate];
  const answersLost: { fromMs: number; toMs: number }[] = [];
  let timer: NodeJS.Timeout;
  let outages = 0;
  const spell = (next: () => void) => {
    timer = setTimeout(next, SPELL_MIN_MS + Math.random() * (SPELL_MAX_MS - SPELL_MIN_MS));
  };
  let losing: { fromMs: number; toMs: number } | undefined;
  let isTakingEffect = false;
  const makeFair = () => {
    if (losing !== undefined && isTakingEffect) losing.toMs = Date.now();
    losing = undefined;
    fake.clearFaults();
    proxy.set({ kind: 'pass' });
  };
  const fair = () => {
    makeFair();
    spell(foul);
  };
  const foul = () => {
    const outage = kinds[outages % kinds.length];
    outages += 1;
    if (outage?.at === 'cognito') fake.failNext({ operation: '*', kind: outage.kind, times: Infinity });
    else if (outage !== undefined) {
      proxy.set(outage.chaos);
      losing = { fromMs: Date.now(), toMs: Date.now() };
      answersLost.push(losing);
      isTakingEffect = outage.chaos.kind !== 'refuse' && outage.chaos.kind !== 'blackhole';
    }
    spell(fair);
  };
  fair();
  return {
    outages: () => outages,
    answersLost: () => answersLost,
    clear() {
      clearTimeout(timer);
      makeFair();
    },
  };
}
