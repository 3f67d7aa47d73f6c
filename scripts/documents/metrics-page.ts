import { ROUTE_LABELS } from '../../src/http/routing/route-labels.ts';
import { METRIC_DEFINITIONS, type MetricDefinition } from '../../src/telemetry/metric-definitions.ts';
import { LABEL_VALUES, OTHER } from '../../src/telemetry/metric-labels.ts';
import { madeBy } from './made-by.ts';
import { markdownTable } from './markdown-table.ts';

const INTRODUCTION = `
\`GET /metrics\` on the management port (\`MANAGEMENT_PORT\`, 9464 unless set) gives these in Prometheus' text format. The
port of the callers does not have it. [operations.md](operations.md) says what to watch and what each alarm means;
dashboard and alert rules are in [ops/](../ops).

No label ever holds an id, an address, a path as it was asked for, a token or anything else that a caller or Cognito
wrote: every label takes its values from a fixed set, and everything else falls together. So the number of series does
not grow, whatever callers do.
`;

const HISTOGRAMS = `
A histogram has the series \`…_bucket\`, \`…_sum\` and \`…_count\`. Requests by route and status are
\`http_request_duration_seconds_count\`.
`;

const OF_PROCESS = `
## Metrics of the process

Beside the service's own there are the default metrics of
[prom-client](https://github.com/siimon/prom-client#default-metrics): CPU (\`process_cpu_seconds_total\`), memory
(\`process_resident_memory_bytes\`, \`nodejs_heap_size_used_bytes\`), descriptors (\`process_open_fds\`, \`process_max_fds\`), the
delay of the event loop (\`nodejs_eventloop_lag_p99_seconds\`, and the other quantiles), garbage collection
(\`nodejs_gc_duration_seconds\`) and the start (\`process_start_time_seconds\`).
`;

/** `docs/metrics.md`. */
export function metricsPage(): string {
  const parts = [
    '# Metrics',
    `<!-- ${madeBy('src/telemetry/metric-definitions.ts')} -->`,
    INTRODUCTION,
    markdownTable(['Metric', 'Type', 'Labels', 'Meaning'], Object.values(METRIC_DEFINITIONS).map(metricRow)),
    HISTOGRAMS,
    '## Labels',
    markdownTable(['Label', 'Values'], labelRows()),
    OF_PROCESS,
  ];
  return parts.join('\n\n');
}

function metricRow({ name, type, labels, help }: MetricDefinition): readonly string[] {
  return [`\`${name}\``, type, codes(labels), help];
}

function labelRows(): readonly (readonly string[])[] {
  const closed = Object.entries(LABEL_VALUES).map(([label, values]) => [
    `\`${label}\``,
    codes([...values, OTHER]),
  ]);
  return [['`route`', codes([...ROUTE_LABELS, 'unmatched'])], ...closed];
}

function codes(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(' ');
}
