import { Counter, Gauge, type Registry } from 'prom-client';
import { METRIC_DEFINITIONS } from '../metric-definitions.ts';
import { LABEL_VALUES } from '../metric-labels.ts';
import { labelOf, optionsOf } from '../metric-options.ts';
import type { SecretTelemetry } from './secret-telemetry.ts';

/** Metrics about the secrets of app clients. Every series is there from the start, so that its first increase shows. */
export function secretMetrics(registry: Registry): SecretTelemetry {
  const reloads = new Counter(optionsOf(METRIC_DEFINITIONS.secretReloads, registry));
  const current = new Gauge(optionsOf(METRIC_DEFINITIONS.secretsCurrent, registry));
  current.set(1);
  for (const trigger of LABEL_VALUES.trigger) {
    for (const result of LABEL_VALUES.result) reloads.inc({ trigger, result }, 0);
  }
  return {
    secretsReloaded({ trigger, changed, failed }) {
      const otherwise = changed > 0 ? 'changed' : 'unchanged';
      const result = failed > 0 ? 'failed' : otherwise;
      current.set(failed > 0 ? 0 : 1);
      reloads.inc({ trigger: labelOf('trigger', trigger), result: labelOf('result', result) });
    },
    secretsChanged() {},
    secretsUnavailable() {},
  };
}
