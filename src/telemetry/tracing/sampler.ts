import type { TraceContext } from '../trace-context.ts';

/** Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
type RootSampler = 'always_on' | 'always_off' | 'traceidratio';
export type SamplerName = RootSampler | `parentbased_${RootSampler}`;

/** Whether the spans of a trace are exported. */
export type Sampler = (trace: TraceContext) => boolean;

const DIGITS = 13;

/**
 * @param ratio of the traces that begin here or, without `parentbased_`, of all: 0 to 1. Decided by the id of the trace
 *   alone, so that services with the same ratio agree.
 */
export function createSampler(name: SamplerName, ratio: number): Sampler {
  const root: Sampler = name.endsWith('traceidratio')
    ? ({ traceId }) => Number.parseInt(traceId.slice(-DIGITS), 16) < ratio * 16 ** DIGITS
    : () => name.endsWith('always_on');
  return name.startsWith('parentbased_') ? (trace) => trace.sampled ?? root(trace) : root;
}
