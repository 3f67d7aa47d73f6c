import type { Registry } from 'prom-client';
import { oneOf } from './allowed-value.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import { LABEL_VALUES, OTHER } from './metric-labels.ts';

/** A definition as prom-client takes it. */
export function optionsOf({ name, help, labels, bucketsSeconds }: MetricDefinition, registry: Registry) {
  const buckets = bucketsSeconds === undefined ? {} : { buckets: [...bucketsSeconds] };
  return { name, help, labelNames: labels, registers: [registry], ...buckets };
}

/** The value if the label may have it, else `other`. */
export function labelOf(label: keyof typeof LABEL_VALUES, value: unknown): string {
  return oneOf(LABEL_VALUES[label], typeof value === 'number' ? String(value) : value, OTHER);
}
