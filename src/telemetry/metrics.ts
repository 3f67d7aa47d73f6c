import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { allowedMilliseconds, oneOf } from './allowed-value.ts';
import { METRIC_DEFINITIONS, type MetricDefinition } from './metric-definitions.ts';
import { labelOf, optionsOf } from './metric-options.ts';
import { createCounts, createObservations } from './metric-series.ts';
import { relayMetrics } from './relay/relay-metrics.ts';
import type { RelayTelemetry } from './relay/relay-telemetry.ts';
import { secretMetrics } from './secrets/secret-metrics.ts';
import type { SecretTelemetry } from './secrets/secret-telemetry.ts';
import { storageMetrics } from './storage/storage-metrics.ts';
import type { StorageTelemetry } from './storage/storage-telemetry.ts';
import type { CognitoTried, LimitDecided, RequestServed } from './telemetry.ts';

export interface Metrics {
  served(event: RequestServed): void;
  tried(event: CognitoTried): void;
  lookupFailed(): void;
  decided(event: LimitDecided): void;
  limiterChanged(state: 'degraded' | 'recovered'): void;
  adminRefused(): void;
  crashed(): void;
  feedReaders(readers: number): void;
  feedReaderDropped(): void;
  denied(kind: string): void;
  dropped(): void;
  malformed(status: number): void;
  shed(): void;
  readonly relay: RelayTelemetry;
  readonly storage: StorageTelemetry;
  readonly secrets: SecretTelemetry;
  text(): Promise<string>;
}

/** What could not be told to anybody, counted where it was lost. */
export interface Losses {
  readonly droppedLines: () => number;
  readonly droppedSpans: () => number;
}

/** Each time that the delay of the event loop is looked at wakes up a process that has nothing to do. */
const EVENT_LOOP_PRECISION_MS = 20;

/**
 * Metrics in a registry of their own. Every label takes its values from a set fixed in the code or at the start, so
 * that no request can add a series. Request counts by route and status are the `_count` of the histogram.
 */
export function createMetrics(routes: ReadonlySet<string>, losses: Losses): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION_MS });
  countElsewhere(registry, METRIC_DEFINITIONS.linesDropped, losses.droppedLines);
  countElsewhere(registry, METRIC_DEFINITIONS.spansDropped, losses.droppedSpans);
  return {
    ...requestMetrics(registry, routes),
    ...cognitoMetrics(registry),
    ...limitMetrics(registry),
    ...edgeMetrics(registry),
    relay: relayMetrics(registry),
    storage: storageMetrics(registry),
    secrets: secretMetrics(registry),
    ...denialMetrics(registry),
    text: () => registry.metrics(),
  };
}

function requestMetrics(registry: Registry, routes: ReadonlySet<string>): Pick<Metrics, 'served'> {
  const durations = createObservations(METRIC_DEFINITIONS.requests, registry);
  return {
    served({ route, status, durationMs }) {
      const labels = { route: oneOf(routes, route, 'unmatched'), status: labelOf('status', status) };
      durations(labels, allowedMilliseconds(durationMs) / 1000);
    },
  };
}

function cognitoMetrics(registry: Registry): Pick<Metrics, 'tried' | 'lookupFailed'> {
  const lookupsFailed = new Counter(optionsOf(METRIC_DEFINITIONS.userLookupsFailed, registry));
  const calls = createCounts(METRIC_DEFINITIONS.cognitoCalls, registry);
  const durations = createObservations(METRIC_DEFINITIONS.cognitoDurations, registry);
  return {
    lookupFailed: () => lookupsFailed.inc(),
    tried(event) {
      const operation = labelOf('operation', event.operation);
      const labels = {
        operation,
        outcome: labelOf('outcome', event.outcome),
        cause: labelOf('cause', event.cause ?? 'none'),
        exception: labelOf('exception', event.exceptionName ?? 'none'),
      };
      calls(labels);
      durations({ operation }, allowedMilliseconds(event.durationMs) / 1000);
    },
  };
}

function limitMetrics(registry: Registry): Pick<Metrics, 'decided' | 'limiterChanged'> {
  const decisions = createCounts(METRIC_DEFINITIONS.limitDecisions, registry);
  const degraded = new Counter(optionsOf(METRIC_DEFINITIONS.limitsDegraded, registry));
  const local = new Gauge(optionsOf(METRIC_DEFINITIONS.limitsLocal, registry));
  return {
    decided: ({ policy, decision }) =>
      decisions({ policy: labelOf('policy', policy), decision: labelOf('decision', decision) }),
    limiterChanged(state) {
      local.set(state === 'degraded' ? 1 : 0);
      if (state === 'degraded') degraded.inc();
    },
  };
}

function denialMetrics(registry: Registry): Pick<Metrics, 'feedReaders' | 'feedReaderDropped' | 'denied'> {
  const readers = new Gauge(optionsOf(METRIC_DEFINITIONS.feedReaders, registry));
  const dropped = new Counter(optionsOf(METRIC_DEFINITIONS.feedReadersDropped, registry));
  const denials = new Counter(optionsOf(METRIC_DEFINITIONS.denials, registry));
  return {
    feedReaders: (count) => readers.set(count),
    feedReaderDropped: () => dropped.inc(),
    denied: (kind) => denials.inc({ denial: labelOf('denial', kind) }),
  };
}

type EdgeMetrics = Pick<Metrics, 'adminRefused' | 'crashed' | 'dropped' | 'malformed' | 'shed'>;

function edgeMetrics(registry: Registry): EdgeMetrics {
  const counter = (definition: MetricDefinition) => new Counter(optionsOf(definition, registry));
  const malformed = counter(METRIC_DEFINITIONS.requestsMalformed);
  const refused = counter(METRIC_DEFINITIONS.adminsRefused);
  const crashes = counter(METRIC_DEFINITIONS.crashes);
  const dropped = counter(METRIC_DEFINITIONS.connectionsDropped);
  const shed = counter(METRIC_DEFINITIONS.requestsShed);
  return {
    malformed: (status) => malformed.inc({ status: labelOf('status', status) }),
    adminRefused: () => refused.inc(),
    crashed: () => crashes.inc(),
    dropped: () => dropped.inc(),
    shed: () => shed.inc(),
  };
}

function countElsewhere(registry: Registry, definition: MetricDefinition, count: () => number): void {
  const counter: Counter = new Counter({
    ...optionsOf(definition, registry),
    collect() {
      counter.reset();
      counter.inc(count());
    },
  });
}
