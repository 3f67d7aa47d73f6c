import type { CognitoTried, RequestServed } from '../telemetry.ts';
import type { RunInTrace } from '../trace-context.ts';
import type { SpanExporter, SpanExporterOptions } from './span-exporter.ts';

/** Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
type RootSampler = 'always_on' | 'always_off' | 'traceidratio';
export type SamplerName = RootSampler | `parentbased_${RootSampler}`;

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
