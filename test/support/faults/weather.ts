import type { FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import type { Chaos, ChaosProxy } from './chaos-proxy.ts';

type Outage =
  | { readonly at: 'cognito'; readonly kind: 'throttle' | 'internal-error' | 'html-503' | 'reset' | 'hang' }
  | { readonly at: 'network'; readonly chaos: Chaos };

/** None of them lets a call take effect and loses its answer: that makes a duplicate whatever the service does. */
const OUTAGES: readonly Outage[] = [
  { at: 'cognito', kind: 'throttle' },
  { at: 'cognito', kind: 'internal-error' },
  { at: 'cognito', kind: 'html-503' },
  { at: 'cognito', kind: 'reset' },
  { at: 'cognito', kind: 'hang' },
  { at: 'network', chaos: { kind: 'refuse' } },
  { at: 'network', chaos: { kind: 'blackhole' } },
];

const SPELL_MIN_MS = 500;
const SPELL_MAX_MS = 2500;

export interface Weather {
  /** How many outages there were. */
  outages(): number;
  /** Makes everything well, for good. */
  clear(): void;
}

/** Outages half of the time, each of another kind than the one before: at Cognito itself, or on the way to it. */
export function startWeather(fake: FakeCognito, proxy: ChaosProxy): Weather {
  let timer: NodeJS.Timeout;
  let outages = 0;
  const spell = (next: () => void) => {
    timer = setTimeout(next, SPELL_MIN_MS + Math.random() * (SPELL_MAX_MS - SPELL_MIN_MS));
  };
  const makeFair = () => {
    fake.clearFaults();
    proxy.set({ kind: 'pass' });
  };
  const fair = () => {
    makeFair();
    spell(foul);
  };
  const foul = () => {
    const outage = OUTAGES[outages % OUTAGES.length];
    outages += 1;
    if (outage?.at === 'cognito') fake.failNext({ operation: '*', kind: outage.kind, times: Infinity });
    else if (outage !== undefined) proxy.set(outage.chaos);
    spell(fair);
  };
  fair();
  return {
    outages: () => outages,
    clear() {
      clearTimeout(timer);
      makeFair();
    },
  };
}
