import { AsyncLocalStorage } from 'node:async_hooks';
import type { TraceContext } from '../trace-context.ts';
import { createSampler } from './sampler.ts';
import { createSpanExporter } from './span-exporter.ts';
import { servedSpan, triedSpan } from './spans-of-events.ts';
import type { Tracer, TracingOptions } from './tracer.ts';

/** Probes come every few seconds, and tell a trace nothing. */
const UNTRACED_ROUTES = new Set(['GET /livez', 'GET /readyz']);

/**
 * A try at Cognito belongs to the request in whose `inTrace` it was made; one that no request waits for has no span.
 *
 * @param routes every label that a route may have; others become `unmatched`
 */
export function createExportingTracer(options: TracingOptions, routes: ReadonlySet<string>): Tracer {
  const exporter = createSpanExporter(options);
  const isSampled = createSampler(options.sampler, options.samplerRatio);
  const current = new AsyncLocalStorage<TraceContext>();
  return {
    inTrace: (trace, work) => current.run(trace, work),
    served(event) {
      const { trace } = event;
      if (trace === undefined || UNTRACED_ROUTES.has(event.route) || !isSampled(trace)) return;
      const route = routes.has(event.route) ? event.route : 'unmatched';
      exporter.add(servedSpan({ ...event, route }, trace, Date.now()));
    },
    tried(event) {
      const trace = current.getStore();
      if (trace !== undefined && isSampled(trace)) exporter.add(triedSpan(event, trace, Date.now()));
    },
    droppedSpans: () => exporter.droppedSpans(),
    flush: (timeoutMs) => exporter.flush(timeoutMs),
  };
}
