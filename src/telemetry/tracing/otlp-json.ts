import type { Span } from './span.ts';

const KINDS = { server: 2, client: 3 } as const;
const STATUS_ERROR = 2;

/** What sends the spans: `service.name` and the like. */
export type Resource = Readonly<Record<string, string>>;

/**
 * The body of an OTLP/HTTP request with spans, in JSON: ids as hexadecimal digits, 64-bit integers as text.
 * Source: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function otlpJson(spans: readonly Span[], resource: Resource): string {
  const scopeSpans = [{ scope: { name: 'cognito-logout' }, spans: spans.map(spanJson) }];
  return JSON.stringify({
    resourceSpans: [{ resource: { attributes: attributesJson(resource) }, scopeSpans }],
  });
}

function spanJson(span: Span) {
  const { traceId, spanId, parentSpanId, name } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(span.endMs),
    attributes: attributesJson(span.attributes),
    ...(span.hasFailed ? { status: { code: STATUS_ERROR } } : {}),
  };
}

/** Numbers of JavaScript hold microseconds of our time exactly, and nanoseconds not. */
function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}

function attributesJson(attributes: Readonly<Record<string, string | number>>) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}
