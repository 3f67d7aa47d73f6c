import { AsyncLocalStorage } from 'node:async_hooks';
import type { CognitoTried, RequestServed } from '../telemetry.ts';
import type { RunInTrace, TraceContext } from '../trace-context.ts';
import { createSampler, type SamplerName } from './sampler.ts';
import { createSpanExporter, type SpanExporter, type SpanExporterOptions } from './span-exporter.ts';
import { servedSpan, triedSpan } from './spans-of-events.ts';

export interface TracingOptions extends SpanExporterOptions {
  readonly sampler: SamplerName;
  /** For samplers by ratio: 0 to 1. */
  readonly samplerRatio: number;
}

/** Makes spans of what telemetry is told, and exports them. */
export interface Tracer extends Pick<SpanExporter, 'droppedSpans' | 'flush'> {
  readonly inTrace: RunInTrace;
  served(event: RequestServed): void;
  tried(event: CognitoTried): void;
}

/** Traces nothing. */
export const NO_TRACER: Tracer = {
  inTrace: (_trace, work) => work(),
  served() {},
  tried() {},
  droppedSpans: () => 0,
  flush: () => Promise.resolve(),
};

/** Probes come every few seconds, and tell a trace nothing. */
const UNTRACED_ROUTES = new Set(['GET /livez', 'GET /readyz']);

/**
 * A try at Cognito belongs to the request in whose `inTrace` it was made; one that no request waits for has no span.
 *
 * @param routes every label that a route may have; others become `unmatched`
 */
export function createTracer(options: TracingOptions, routes: ReadonlySet<string>): Tracer {
  const { add, droppedSpans, flush } = createSpanExporter(options);
  const isSampled = createSampler(options.sampler, options.samplerRatio);
  const current = new AsyncLocalStorage<TraceContext>();
  return {
    inTrace: (trace, work) => current.run(trace, work),
    served(event) {
      const { trace } = event;
      if (trace === undefined || UNTRACED_ROUTES.has(event.route) || !isSampled(trace)) return;
      const route = routes.has(event.route) ? event.route : 'unmatched';
      add(servedSpan({ ...event, route }, trace, Date.now()));
    },
    tried(event) {
      const trace = current.getStore();
      if (trace !== undefined && isSampled(trace)) add(triedSpan(event, trace, Date.now()));
    },
    droppedSpans,
    flush,
  };
}
