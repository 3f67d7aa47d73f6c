import { Counter, Histogram, type Registry } from 'prom-client';
import type { MetricDefinition } from './metric-definitions.ts';
import { optionsOf } from './metric-options.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * A counter that counts by itself and tells prom-client when it is asked: prom-client puts a key of the labels together for
 * every count. The labels' values come from closed sets, so that there are only so many series.
 */
export function createCounts(definition: MetricDefinition, registry: Registry): (labels: Labels) => void {
  const series: { readonly labels: Labels; count: number }[] = [];
  const seriesOf = byLabels(definition.labels, (labels) => {
    const added = { labels, count: 0 };
    series.push(added);
    return added;
  });
  const counter: Counter = new Counter({
    ...optionsOf(definition, registry),
    collect() {
      counter.reset();
      for (const { labels, count } of series) counter.inc(labels, count);
    },
  });
  return (labels) => {
    seriesOf(labels).count += 1;
  };
}

/** A histogram whose series are looked up once each: prom-client checks and sorts the labels for every observation otherwise. */
export function createObservations(
  definition: MetricDefinition,
  registry: Registry,
): (labels: Labels, value: number) => void {
  const histogram = new Histogram(optionsOf(definition, registry));
  const seriesOf = byLabels(definition.labels, (labels) => histogram.labels(labels));
  return (labels, value) => seriesOf(labels).observe(value);
}

interface Branch<Value> {
  readonly next: Map<string | undefined, Branch<Value>>;
  value?: Value;
}

/** One value for each combination of labels, found without putting a key together. */
function byLabels<Value>(
  names: readonly string[],
  create: (labels: Labels) => Value,
): (labels: Labels) => Value {
  const root: Branch<Value> = { next: new Map() };
  return (labels) => {
    let branch = root;
    for (const name of names) branch = branchAt(branch, labels[name]);
    branch.value ??= create(labels);
    return branch.value;
  };
}

function branchAt<Value>({ next }: Branch<Value>, label: string | undefined): Branch<Value> {
  const known = next.get(label);
  if (known !== undefined) return known;
  const added: Branch<Value> = { next: new Map() };
  next.set(label, added);
  return added;
}
