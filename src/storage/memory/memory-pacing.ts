import { paceAt, slowedDown, takeCalls, UNUSED_RATE } from '../engine/generic-cell-rate.ts';
import type { Operations } from '../engine/operations.ts';
import type { MemoryState } from './memory-state.ts';

type Input<Name extends keyof Operations> = Operations[Name]['in'];
type Output<Name extends keyof Operations> = Operations[Name]['out'];

export function createMemoryPacing(state: MemoryState) {
  const { rates } = state;
  const rateOf = (key: string) => rates.get(key) ?? UNUSED_RATE;

  return {
    take({ limits, wanted, nowMs }: Input<'take'>): Output<'take'> {
      const taken = takeCalls(
        limits.map(({ key }) => rateOf(key)),
        limits,
        wanted,
        nowMs,
      );
      limits.forEach(({ key }, index) => rates.set(key, taken.rates[index] ?? UNUSED_RATE));
      return taken.grant;
    },

    slowDown({ limit, nowMs }: Input<'slowDown'>): Output<'slowDown'> {
      rates.set(limit.key, slowedDown(rateOf(limit.key), limit, nowMs));
    },

    paces({ limits, nowMs }: Input<'paces'>): Output<'paces'> {
      return limits.map((limit) => ({ key: limit.key, pace: paceAt(rateOf(limit.key), limit, nowMs) }));
    },
  };
}
