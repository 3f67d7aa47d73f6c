import type { Tracer, TracingOptions } from './tracer.ts';

/**
 * The packages of OpenTelemetry are loaded here and nowhere else: a service without a collector neither loads them nor
 * pays for them.
 *
 * @param routes every label that a route may have; others become `unmatched`
 */
export async function loadTracer(options: TracingOptions, routes: ReadonlySet<string>): Promise<Tracer> {
  const { createExportingTracer } = await import('./exporting-tracer.ts');
  return createExportingTracer(options, routes);
}
