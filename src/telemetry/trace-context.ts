import { randomUUID } from 'node:crypto';

/** A request's place in a trace: 32, 16 and 16 lower-case hexadecimal digits. */
export interface TraceContext {
  readonly traceId: string;
  /** The service's own part of the trace. */
  readonly spanId: string;
  /** The caller's part, if the caller sent one. */
  readonly parentSpanId: string | undefined;
  /** Whether the caller records the trace; undefined if it said nothing. */
  readonly sampled: boolean | undefined;
}

/** Runs a piece of work, so that what it and everything that it starts makes of calls belongs to the trace. */
export type RunInTrace = <T>(trace: TraceContext, work: () => T) => T;

const SAMPLED_FLAG = 0x01;

/** Version 00 ends after the flags; later ones may go on after a dash. */
const TRACEPARENT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Continues the caller's trace, or begins one if the header is missing or not valid. Nothing else of the header is
 * kept: ids are hexadecimal digits of a fixed length, so they can be logged as they are.
 * Source: https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function traceContextOf(traceparent: string | undefined): TraceContext {
  const spanId = newSpanId();
  const [, version, traceId, parentSpanId, flags = '', more] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || (version === '00' && more !== undefined)) {
    return { traceId: newTraceId(), spanId, parentSpanId: undefined, sampled: undefined };
  }
  const sampled = (Number.parseInt(flags, 16) & SAMPLED_FLAG) === SAMPLED_FLAG;
  return { traceId, spanId, parentSpanId, sampled };
}

/**
 * A random UUID, whose fixed bits keep an id from being all zeros, which would be none. Node makes many at once, so that one
 * costs a fraction of what random bytes do. Its last seven bytes are random, as W3C Trace Context level 2 wants them.
 */
function newTraceId(): string {
  return randomUUID().replaceAll('-', '');
}

export function newSpanId(): string {
  return newTraceId().slice(16);
}
