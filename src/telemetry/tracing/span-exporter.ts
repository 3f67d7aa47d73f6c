import { createNoopMeter, type Meter, type MeterProvider } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { readableSpan } from './readable-span.ts';
import type { Span } from './span.ts';

export interface SpanExporterOptions {
  /** Where OTLP/HTTP requests with spans go: `https://collector.example.com/v1/traces`. */
  readonly url: string;
  /** Sent along, such as the key of the collector. */
  readonly headers: Readonly<Record<string, string>>;
  /** What sends the spans: `service.name` and the like. */
  readonly resource: Readonly<Record<string, string>>;
  /** How long sending spans may take, retries included. */
  readonly timeoutMs: number;
  /** How long spans wait for others to be sent with. */
  readonly scheduleDelayMs: number;
}

/** Sends spans away, some at a time. Never blocks and never throws: what cannot be sent is dropped and counted. */
export interface SpanExporter {
  add(span: Span): void;
  /** Spans dropped so far. */
  droppedSpans(): number;
  /** Resolves when everything added so far is sent or dropped, or after the time. */
  flush(timeoutMs: number): Promise<void>;
}

/** The exporter ends by itself within its time, unless an answer drips in. */
const GRACE_MS = 1_000;

/**
 * Batches and OTLP are OpenTelemetry's own. Its diagnostics stay off, as they are unless somebody sets a logger: they
 * may quote what the collector answered. A redirect is a refusal to it, so spans and headers go nowhere else.
 */
export function createSpanExporter(options: SpanExporterOptions): SpanExporter {
  const { url, timeoutMs, scheduleDelayMs } = options;
  let dropped = 0;
  const exporter = new OTLPTraceExporter({ url, headers: { ...options.headers }, timeoutMillis: timeoutMs });
  const processor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: scheduleDelayMs,
    exportTimeoutMillis: timeoutMs + GRACE_MS,
    selfObsMeterProvider: lossMeter((spans) => {
      dropped += spans;
    }),
  });
  const resource = resourceFromAttributes(options.resource);
  const sendAll = () => processor.forceFlush().then(() => exporter.forceFlush());
  return {
    add: (span) => processor.onEnd(readableSpan(span, resource)),
    droppedSpans: () => dropped,
    flush: (timeLeftMs) =>
      Promise.race([
        sendAll().catch(() => {}),
        new Promise<void>((resolve) => {
          setTimeout(resolve, timeLeftMs).unref();
        }),
      ]),
  };
}

/**
 * The processor counts what it is done with by OpenTelemetry's conventions: with an `error.type` where it was lost.
 * Source: https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/#metric-otelsdkprocessorspanprocessed
 */
function lossMeter(onLoss: (spans: number) => void): MeterProvider {
  const meter: Meter = Object.assign(Object.create(createNoopMeter()) as Meter, {
    createCounter: () => ({
      add(spans: number, attributes: Readonly<Record<string, unknown>> = {}) {
        if (attributes['error.type'] !== undefined) onLoss(spans);
      },
    }),
  });
  return { getMeter: () => meter };
}
