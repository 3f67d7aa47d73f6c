import { createEventLog } from './event-log.ts';
import type { LogLevel } from './line-logger.ts';
import {
  createLogDestination,
  openStandardOutput,
  type CleanText,
  type LogDestination,
} from './log-destination.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createScrubText } from './scrub-text.ts';
import type { RelayTelemetry } from './relay/relay-telemetry.ts';
import type { SecretTelemetry } from './secrets/secret-telemetry.ts';
import type { StorageTelemetry } from './storage/storage-telemetry.ts';
import type { Telemetry } from './telemetry.ts';
import type { RunInTrace } from './trace-context.ts';
import { loadTracer } from './tracing/load-tracer.ts';
import { NO_TRACER, type Tracer, type TracingOptions } from './tracing/tracer.ts';

export interface TelemetryOptions {
  readonly level: LogLevel;
  /** Every route that the service answers (`POST /logout`). Others are logged and counted as `unmatched`. */
  readonly routes: readonly string[];
  /** Secrets that the service holds, to be taken out of every line should one get there. */
  readonly secrets?: readonly string[];
  /** Standard output unless given. */
  readonly destination?: LogDestination;
  /** In lines, puts places in the sources where there are places in what was built from them. */
  readonly mapPlaces?: (text: string) => string;
  /** `false` shows lines as they come from the allow-list, for tests that prove that it needs no net. */
  readonly scrubbing?: boolean;
  /** Where spans are exported to. Without it there are none. */
  readonly tracing?: TracingOptions | undefined;
}

export interface RunningTelemetry extends Telemetry {
  /** Takes other secrets out of every line from now on. */
  protect(secrets: readonly string[]): void;
  /** Loads what exports spans, if they are to be exported; what is told before has none. */
  start(): Promise<void>;
  /** All metrics in Prometheus' text format, version 0.0.4. */
  metricsText(): Promise<string>;
  readonly inTrace: RunInTrace;
  /** Resolves when all lines and spans are written, or after the time. To be awaited before the process exits. */
  flush(timeoutMs: number): Promise<void>;
}

/** The service's only way to log, count and trace. Holds no global state. */
export function createTelemetry(options: TelemetryOptions): RunningTelemetry {
  const routes = new Set(options.routes);
  const destination = options.destination ?? createLogDestination(openStandardOutput());
  const isScrubbing = options.scrubbing !== false;
  const { mapPlaces = (text) => text, tracing } = options;
  const cleaning = (secrets?: readonly string[]): CleanText => {
    const scrub = isScrubbing ? createScrubText(secrets) : (text: string) => text;
    return (text) => scrub(mapPlaces(text));
  };
  let clean = cleaning(options.secrets);
  const log = createEventLog({
    level: options.level,
    routes,
    write: (line) => destination.write(line, clean),
  });
  let tracer = NO_TRACER;
  const metrics = createMetrics(routes, {
    droppedLines: () => destination.droppedLines(),
    droppedSpans: () => tracer.droppedSpans(),
  });
  return {
    ...neverThrowing(allOf(log, metrics, () => tracer)),
    protect(secrets) {
      clean = cleaning(secrets);
    },
    start: async () => {
      if (tracing !== undefined) tracer = await loadTracer(tracing, routes);
    },
    metricsText: () => metrics.text(),
    inTrace: (trace, work) => tracer.inTrace(trace, work),
    flush: async (timeoutMs) => {
      await Promise.all([destination.flush(timeoutMs), tracer.flush(timeoutMs)]);
    },
  };
}

/** Counts first, so that a line that cannot be written is counted all the same. */
function allOf(log: Telemetry, metrics: Metrics, tracer: () => Tracer): Telemetry {
  return {
    ...log,
    requestServed(event) {
      metrics.served(event);
      log.requestServed(event);
      tracer().served(event);
    },
    cognitoTried(event) {
      metrics.tried(event);
      log.cognitoTried(event);
      tracer().tried(event);
    },
    userLookupFailed(event) {
      metrics.lookupFailed();
      log.userLookupFailed(event);
    },
    adminRefused(event) {
      metrics.adminRefused();
      log.adminRefused(event);
    },
    limitDecided(event) {
      metrics.decided(event);
      log.limitDecided(event);
    },
    limiterChanged(event) {
      metrics.limiterChanged(event.state);
      log.limiterChanged(event);
    },
    crashed(event) {
      metrics.crashed();
      log.crashed(event);
    },
    feedReadersChanged: ({ readers }) => metrics.feedReaders(readers),
    feedReaderDropped: () => metrics.feedReaderDropped(),
    denied: ({ kind }) => metrics.denied(kind),
    connectionDropped: () => metrics.dropped(),
    requestMalformed: ({ status }) => metrics.malformed(status),
    requestShed: () => metrics.shed(),
    ...inOrder<RelayTelemetry>(metrics.relay, log),
    ...inOrder<StorageTelemetry>(metrics.storage, log),
    ...inOrder<SecretTelemetry>(metrics.secrets, log),
  };
}

/** Tells one, then the other, of each event. */
function inOrder<Events extends object>(first: Events, second: Events): Events {
  type Tell = (event: unknown) => void;
  const names = Object.keys(first) as (keyof Events)[];
  const told = names.map((name) => [
    name,
    (event: unknown) => {
      (first[name] as Tell)(event);
      (second[name] as Tell)(event);
    },
  ]);
  return Object.fromEntries(told) as Events;
}

/** An event whose fields throw when they are read is lost; the request it tells of is not. */
function neverThrowing(telemetry: Telemetry): Telemetry {
  const guarded = Object.entries(telemetry).map(([name, record]: [string, (event: never) => void]) => [
    name,
    (event: never) => {
      try {
        record(event);
      } catch {
        // Nothing may be logged about a failure to log.
      }
    },
  ]);
  return Object.fromEntries(guarded) as Telemetry;
}
