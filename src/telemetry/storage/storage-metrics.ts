import { Counter, Gauge, type Registry } from 'prom-client';
import { METRIC_DEFINITIONS } from '../metric-definitions.ts';
import { labelOf, optionsOf } from '../metric-options.ts';
import type { StorageTelemetry } from './storage-telemetry.ts';

/** Metrics about the store of accepted logouts. */
export function storageMetrics(registry: Registry): StorageTelemetry {
  const durable = new Gauge(optionsOf(METRIC_DEFINITIONS.storeDurable, registry));
  const working = new Gauge(optionsOf(METRIC_DEFINITIONS.storeWorking, registry));
  const failures = new Counter(optionsOf(METRIC_DEFINITIONS.storeFailures, registry));
  const unreadable = new Counter(optionsOf(METRIC_DEFINITIONS.logoutsUnreadable, registry));
  const forged = new Counter(optionsOf(METRIC_DEFINITIONS.denialsForged, registry));
  const failed = () => {
    failures.inc();
    working.set(0);
  };
  return {
    storeOpened({ durability }) {
      durable.set(durability === 'durable' ? 1 : 0);
      working.set(1);
    },
    keyRingMade() {},
    keyRingRefused() {},
    intentUnreadable: ({ cause }) => unreadable.inc({ parked: labelOf('parked', cause) }),
    denialForged: () => forged.inc(),
    storeFailed: failed,
    storeRecovered: () => working.set(1),
    storeBroken: failed,
  };
}
