import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { pathOf } from '../routing/request-path.ts';
import { IDLE_EVENT_LOOP } from './event-loop.ts';
import { startServer, type RunningServer } from './start-server.ts';

export interface ManagementOptions {
  readonly host: string;
  readonly port: number;
  readonly telemetry: Telemetry;
  /** Metrics in Prometheus' text format. */
  readonly metricsText: () => Promise<string>;
  /** Whether a logout could be accepted now. Must not depend on Cognito. */
  readonly isReady: () => Promise<boolean>;
  /** Whether what is accepted outlives the process. */
  readonly durability: 'none' | 'durable';
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Version 0.0.4 of the format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Starts the server for operators: `/metrics`, `/livez` and `/readyz`, on a port that callers do not reach.
 *
 * @throws Error (rejects) when the port is taken or may not be used
 */
export function startManagementServer(options: ManagementOptions): Promise<RunningServer> {
  const { host, port, telemetry } = options;
  // An operator must get in exactly when the event loop is late.
  return startServer({
    host,
    port,
    telemetry,
    handler: managementHandler(options),
    eventLoop: IDLE_EVENT_LOOP,
  });
}

function managementHandler({ metricsText, isReady, durability }: ManagementOptions): RequestListener {
  const notReady = json(503, { status: 'not-ready', durability });
  const pages: Readonly<Record<string, () => Promise<Page>>> = {
    '/metrics': async () => ({ status: 200, type: METRICS_TYPE, body: await metricsText() }),
    '/livez': () => Promise.resolve(json(200, { status: 'live' })),
    '/readyz': async () =>
      (await isReady().catch(() => false)) ? json(200, { status: 'ready', durability }) : notReady,
  };
  return (request, response) => {
    const path = pathOf(request.url ?? '');
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    void answer(request, response, page ?? (() => Promise.resolve(json(404, { status: 'not-found' }))));
  };
}

async function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  page: () => Promise<Page>,
): Promise<void> {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const { status, type, body } = await page().catch(() => json(503, { status: 'not-ready' }));
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body);
}

function json(status: number, body: object): Page {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) };
}
