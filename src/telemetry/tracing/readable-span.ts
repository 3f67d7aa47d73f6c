import { SpanKind, SpanStatusCode, TraceFlags, type HrTime } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { Span } from './span.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

/** A span that has ended, as the SDK of OpenTelemetry hands it to processors and exporters. */
export function readableSpan(span: Span, resource: Resource): ReadableSpan {
  const { traceId, parentSpanId, startMs, endMs } = span;
  const contextOf = (spanId: string) => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED });
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => contextOf(span.spanId),
    ...(parentSpanId === undefined ? {} : { parentSpanContext: contextOf(parentSpanId) }),
    startTime: highResolution(startMs),
    endTime: highResolution(endMs),
    duration: highResolution(endMs - startMs),
    ended: true,
    status: { code: span.hasFailed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: { ...span.attributes },
    resource,
    instrumentationScope: { name: 'cognito-logout' },
    links: [],
    events: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Seconds and nanoseconds. Numbers of JavaScript hold microseconds of our time exactly, and nanoseconds not. */
function highResolution(ms: number): HrTime {
  const microseconds = Math.round(ms * 1000);
  return [Math.floor(microseconds / 1e6), (microseconds % 1e6) * 1000];
}
