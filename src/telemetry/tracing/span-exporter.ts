import { otlpJson, type Resource } from './otlp-json.ts';
import type { Span } from './span.ts';

export interface SpanExporterOptions {
  /** Where OTLP/HTTP requests with spans go: `https://collector.example.com/v1/traces`. */
  readonly url: string;
  /** Sent along, such as the key of the collector. */
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Resource;
  /** How long a request may take. */
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

const BATCH_SPANS = 512;
const QUEUE_SPANS_MAX = 2_048;

/** One request at a time; a collector that is slow or away costs the spans that no longer fit and nothing else. */
export function createSpanExporter(options: SpanExporterOptions): SpanExporter {
  const queue: Span[] = [];
  let dropped = 0;
  let sending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const sendAll = async () => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH_SPANS);
      if (!(await isAccepted(batch, options))) dropped += batch.length;
    }
  };
  const startSending = () => {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  return {
    add(span) {
      if (queue.length >= QUEUE_SPANS_MAX) {
        dropped += 1;
        return;
      }
      queue.push(span);
      if (queue.length >= BATCH_SPANS) void startSending();
      else timer ??= setTimeout(() => void startSending(), options.scheduleDelayMs).unref();
    },
    droppedSpans: () => dropped,
    flush: (timeoutMs) =>
      Promise.race([
        startSending(),
        new Promise<void>((resolve) => {
          setTimeout(resolve, timeoutMs).unref();
        }),
      ]),
  };
}

/** A redirect counts as a refusal, so that spans and headers go nowhere but to the collector. */
async function isAccepted(
  spans: readonly Span[],
  { url, headers, resource, timeoutMs }: SpanExporterOptions,
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: otlpJson(spans, resource),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
