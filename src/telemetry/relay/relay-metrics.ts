import { Counter, Gauge, type Registry } from 'prom-client';
import { allowedCount, allowedMilliseconds } from '../allowed-value.ts';
import { METRIC_DEFINITIONS, type MetricDefinition } from '../metric-definitions.ts';
import { LABEL_VALUES } from '../metric-labels.ts';
import { labelOf, optionsOf } from '../metric-options.ts';
import type { BacklogSeen, RelayTelemetry } from './relay-telemetry.ts';

/** Metrics about logouts that were accepted and not yet confirmed. */
export function relayMetrics(registry: Registry): RelayTelemetry {
  const counter = (definition: MetricDefinition) => new Counter(optionsOf(definition, registry));
  const openPools = new Set<string>();
  const expired = counter(METRIC_DEFINITIONS.logoutsExpired);
  const refused = counter(METRIC_DEFINITIONS.logoutsRefused);
  const failures = counter(METRIC_DEFINITIONS.relayFailures);
  const lost = counter(METRIC_DEFINITIONS.leasesLost);
  const open = new Gauge(optionsOf(METRIC_DEFINITIONS.circuitsOpen, registry));
  for (const lane of LABEL_VALUES.lane) expired.inc({ lane }, 0);
  for (const code of LABEL_VALUES.code) refused.inc({ code }, 0);
  return {
    backlogSeen: backlogGauges(registry),
    breakerChanged({ userPoolId, state }) {
      if (state === 'closed') openPools.delete(userPoolId);
      else openPools.add(userPoolId);
      open.set(openPools.size);
    },
    intentExpired: ({ lane }) => expired.inc({ lane: labelOf('lane', lane) }),
    intentRefused: ({ code }) => refused.inc({ code: labelOf('code', code) }),
    leaseLost: () => lost.inc(),
    intentsUnparked() {},
    parkedManaged() {},
    relayFailed: ({ task }) => failures.inc({ task: labelOf('task', task) }),
  };
}

function backlogGauges(registry: Registry): (event: BacklogSeen) => void {
  const gauge = (definition: MetricDefinition) => new Gauge(optionsOf(definition, registry));
  const waiting = gauge(METRIC_DEFINITIONS.logoutsWaiting);
  const oldest = gauge(METRIC_DEFINITIONS.logoutsOldestAge);
  const parked = gauge(METRIC_DEFINITIONS.logoutsParked);
  const pace = gauge(METRIC_DEFINITIONS.outboundPace);

  return ({ lanes, parked: groups, paces }) => {
    for (const { lane, intents, oldestAgeMs } of lanes) {
      const labels = { lane: labelOf('lane', lane) };
      waiting.set(labels, allowedCount(intents));
      oldest.set(labels, allowedMilliseconds(oldestAgeMs) / 1000);
    }
    parked.reset();
    for (const { cause, intents } of groups) {
      parked.inc({ parked: labelOf('parked', cause) }, allowedCount(intents));
    }
    for (const { operation, pace: part } of paces) pace.set({ budget: labelOf('budget', operation) }, part);
  };
}
