import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code: number };
  /** As an object, instead of OTLP's list of typed values. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A collector of OTLP over HTTP, in JSON, on this machine. */
export interface OtlpCollector {
  readonly url: string;
  readonly requests: readonly {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }[];
  readonly spans: () => readonly CollectedSpan[];
  /** What it says of what is sent from now on: 200 unless told otherwise, or no answer at all. */
  answer: number | 'none';
  /** The text that goes with an answer that is not 200. */
  says: string;
  readonly stop: () => Promise<void>;
}

interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: number;
}
interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}
type RawSpan = Omit<CollectedSpan, 'attributes'> & { readonly attributes: readonly KeyValue[] };
interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
}

export async function startOtlpCollector(): Promise<OtlpCollector> {
  const requests: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      if (collector.answer === 'none') return;
      const { answer, says } = collector;
      const location = answer === 302 ? { location: '/elsewhere' } : {};
      // At once, so that no test waits for what is sent again.
      const retryAfter = answer === 429 ? { 'retry-after': new Date(0).toUTCString() } : {};
      const headers = { 'content-type': 'application/json', ...location, ...retryAfter };
      response.writeHead(answer, headers).end(answer === 200 ? '{}' : says);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const collector: OtlpCollector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: 200,
    says: '',
    spans: () => requests.flatMap(({ body }) => spansOf(JSON.parse(body) as ExportRequest)),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return collector;
}

function spansOf({ resourceSpans }: ExportRequest): readonly CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({ ...span, attributes: objectOf([...resource.attributes, ...span.attributes]) })),
    ),
  );
}

function objectOf(attributes: readonly KeyValue[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? `int ${value.intValue}`]),
  );
}
