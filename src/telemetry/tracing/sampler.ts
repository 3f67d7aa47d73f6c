import { ROOT_CONTEXT, SpanKind, trace as traceOf, TraceFlags } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { TraceContext } from '../trace-context.ts';
import type { SamplerName } from './tracer.ts';

/** Whether the spans of a trace are exported. */
export type Sampler = (trace: TraceContext) => boolean;

/**
 * The samplers of OpenTelemetry by their standard names.
 * Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 *
 * @param ratio of the traces that begin here or, without `parentbased_`, of all: 0 to 1. Decided by the id of the trace
 *   alone.
 */
export function createSampler(name: SamplerName, ratio: number): Sampler {
  const root = rootSampler(name, ratio);
  const sampler = name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
  return (trace) => {
    const { decision } = sampler.shouldSample(contextOf(trace), trace.traceId, '', SpanKind.SERVER, {}, []);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  };
}

function rootSampler(name: SamplerName, ratio: number) {
  if (name.endsWith('traceidratio')) return new TraceIdRatioBasedSampler(ratio);
  return name.endsWith('always_on') ? new AlwaysOnSampler() : new AlwaysOffSampler();
}

/** What a sampler is told of the caller's part of the trace. */
function contextOf({ traceId, parentSpanId, sampled }: TraceContext) {
  if (parentSpanId === undefined) return ROOT_CONTEXT;
  const traceFlags = sampled === true ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return traceOf.setSpanContext(ROOT_CONTEXT, { traceId, spanId: parentSpanId, traceFlags, isRemote: true });
}
