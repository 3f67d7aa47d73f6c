import type { Clock } from '../../revocation/ports/clock.ts';
import type {
  OutboundBudget,
  OutboundLimit,
  OutboundPace,
} from '../../revocation/ports/outbound/outbound-budget.ts';
import type { Admission, OutboundCall, OutboundGate } from '../../revocation/ports/outbound/outbound-gate.ts';
import { createCircuitBreaker, type CircuitBreaker } from './circuit-breaker.ts';
import { localLimit } from './local-limit.ts';
import { outboundLimits, type OutboundQuotas } from './outbound-limits.ts';
import type { RelayEvents } from '../ports/relay-events.ts';
import type { Timers } from '../ports/timers.ts';
import { createTakeOutbound } from './take-outbound.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';

export interface OutboundGateDependencies {
  readonly budget: OutboundBudget;
  /** This process's own, for while the shared one cannot be reached. */
  readonly localBudget: OutboundBudget;
  readonly quotas: OutboundQuotas;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly events: Pick<RelayEvents, 'breakerChanged' | 'failed'>;
}

export interface ObservableGate extends OutboundGate {
  /** User pools that are not to be asked at present. */
  restingUserPools(): readonly string[];
  /** The pace of every limit that was in use since the start. Throws when the budget cannot be reached. */
  paces(): Promise<readonly OutboundPace[]>;
}

/** The one way out to Cognito for this process: inline tries and the relay's alike. */
export function createOutboundGate(dependencies: OutboundGateDependencies): ObservableGate {
  const { budget, localBudget, quotas, clock, events } = dependencies;
  const turnstiles = new Map<string, Turnstile>();
  const breakers = new Map<string, CircuitBreaker>();
  const used = new Map<string, OutboundLimit>();
  const take = createTakeOutbound(dependencies);

  const turnstileOf = (call: OutboundCall): Turnstile => {
    const limits = outboundLimits(call, quotas);
    return computed(turnstiles, limits.all.key, () => {
      used.set(limits.all.key, limits.all);
      return createTurnstile({ ...dependencies, limits, take });
    });
  };
  const breakerOf = (userPoolId: string): CircuitBreaker =>
    computed(breakers, userPoolId, () =>
      createCircuitBreaker(clock, (state) => events.breakerChanged({ userPoolId, state })),
    );

  return {
    async admit(call, waitMs, signal): Promise<Admission> {
      const breaker = breakerOf(call.userPoolId);
      const restMs = breaker.restMs();
      if (restMs > 0) return { admitted: false, retryInMs: restMs };
      const { lane, sinceMs } = call;
      const admission = await turnstileOf(call)({ lane, sinceMs, waitMs, signal });
      if (!admission.admitted || breaker.pass()) return admission;
      return { admitted: false, retryInMs: breaker.restMs() };
    },
    heard(call, outcome) {
      breakerOf(call.userPoolId).heard(outcome);
      if (outcome.kind !== 'retry' || outcome.cause !== 'throttled') return;
      const { all } = outboundLimits(call, quotas);
      void budget.slowDown(all).catch((cause: unknown) => events.failed({ task: 'budget', cause }));
      void localBudget.slowDown(localLimit(all)).catch(() => undefined);
    },
    restingUserPools: () =>
      [...breakers].filter(([, breaker]) => breaker.restMs() > 0).map(([userPoolId]) => userPoolId),
    paces: () => budget.paces([...used.values()]),
  };
}

function computed<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
