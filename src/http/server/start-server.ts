import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceError } from '../../errors/service-error.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { errorFormatAt } from '../error-format.ts';
import { originForm, pathOf } from '../request-path.ts';
import { connectionLimit } from './connection-limit.ts';
import { createEventLoopDelay } from './event-loop-delay.ts';
import { createGracefulStop, type GracefulStop } from './graceful-stop.ts';
import { malformed, respondRaw, statusOf, type RawProblem } from './raw-problem.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { DEFAULT_SERVER_SETTINGS, type ServerSettings } from './server-settings.ts';
import { unusualRequest } from './unusual-request.ts';

export interface ServerOptions {
  readonly handler: RequestListener;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly telemetry: Telemetry;
  readonly settings?: Partial<ServerSettings>;
  /** How late the event loop is, in milliseconds; measured unless given. */
  readonly eventLoopDelayMs?: () => number;
}

export interface RunningServer extends GracefulStop {
  readonly port: number;
}

const OVERLOADED: RawProblem = {
  error: new ServiceError('overloaded', 'The service has more to do than it can. Try again in a moment.', {
    retryAfterSeconds: 1,
  }),
};

/** RFC 9110 section 10.1.1 */
const UNKNOWN_EXPECTATION: RawProblem = {
  ...malformed('Send no Expect header but "100-continue".'),
  status: 417,
};

/** Shedding these would make an orchestrator kill what is merely busy. */
const NEVER_SHED = new Set(['/livez', '/readyz']);

/**
 * Starts an HTTP/1.1 server in front of a request handler, and resolves once it listens. The server bounds how
 * long and how large a request may be, refuses what is malformed, and sheds load when the event loop is late.
 *
 * @throws Error (rejects) as `server.listen` does, when the port is taken or may not be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, handler, telemetry } = options;
  const settings = { ...DEFAULT_SERVER_SETTINGS, ...options.settings };
  const delay = options.eventLoopDelayMs === undefined ? createEventLoopDelay() : undefined;
  const delayMs = options.eventLoopDelayMs ?? (() => delay?.delayMs() ?? 0);

  const server = createBoundedServer(settings);
  const stopping = createGracefulStop(server);
  refuseMalformed(server, telemetry);
  server.on('drop', () => telemetry.connectionDropped());
  server.on('close', () => delay?.stop());
  server.on('checkExpectation', (_request, response) => respondRaw(response, UNKNOWN_EXPECTATION));
  server.on('request', (request, response) => {
    const unusual = unusualRequest(request, settings.maxHeaders);
    if (unusual !== undefined) {
      telemetry.requestMalformed({ status: statusOf(unusual) });
      return respondRaw(response, unusual);
    }
    const path = pathOf(originForm(request.url));
    if (delayMs() > settings.overloadDelayMs && !NEVER_SHED.has(path)) {
      telemetry.requestShed();
      return respondRaw(response, OVERLOADED, errorFormatAt(path));
    }
    handler(request, response);
  });
  await listen(server, host, port);
  return { port: (server.address() as AddressInfo).port, ...stopping };
}

function createBoundedServer(settings: ServerSettings): Server {
  const server = createServer({
    headersTimeout: settings.headersTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    connectionsCheckingInterval: settings.connectionsCheckingIntervalMs,
    keepAliveTimeout: settings.keepAliveTimeoutMs,
    maxHeaderSize: settings.maxHeaderBytes,
    requireHostHeader: false,
    insecureHTTPParser: false,
  });
  server.timeout = settings.socketTimeoutMs;
  server.maxRequestsPerSocket = settings.maxRequestsPerSocket;
  // One more than allowed is kept, so that a request with too many can be told from one with just enough.
  server.maxHeadersCount = settings.maxHeaders + 1;
  server.maxConnections = connectionLimit(settings.maxConnections);
  return server;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
