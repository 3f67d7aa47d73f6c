import type { Registry } from 'prom-client';
import { oneOf } from './allowed-value.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import { LABEL_VALUES, OTHER } from './metric-labels.ts';

/** A definition as prom-client takes it. */
export function optionsOf({ name, help, labels, bucketsSeconds }: MetricDefinition, registry: Registry) {
  const buckets = bucketsSeconds === undefined ? {} : { buckets: [...bucketsSeconds] };
  return { name, help, labelNames: labels, registers: [registry], ...buckets };
}

/**
 * The series of a metric, each looked up once: prom-client sorts and joins the labels for every observation otherwise.
 * The labels' values come from closed sets, so that there are only so many.
 */
export function seriesOf<Series>(metric: {
  labels(labels: Partial<Record<string, string>>): Series;
}): (labels: Readonly<Record<string, string>>) => Series {
  const known = new Map<string, Series>();
  return (labels) => {
    const key = Object.values(labels).join('\n');
    const series = known.get(key) ?? metric.labels(labels);
    known.set(key, series);
    return series;
  };
}

/** The value if the label may have it, else `other`. */
export function labelOf(label: keyof typeof LABEL_VALUES, value: unknown): string {
  return oneOf(LABEL_VALUES[label], typeof value === 'number' ? String(value) : value, OTHER);
}
