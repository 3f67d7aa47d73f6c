import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, ListenOptions } from 'node:net';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { OriginPermission } from '../origin-permission.ts';
import type { ServerMessages } from './born-messages.ts';
import { admitRequests } from './admit-requests.ts';
import { connectionLimit } from './connection-limit.ts';
import { watchEventLoop, type EventLoop } from './event-loop.ts';
import { createGracefulStop, type GracefulStop } from './graceful-stop.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { DEFAULT_SERVER_SETTINGS, type ServerSettings } from './server-settings.ts';
import { trackUnansweredRequests } from './unanswered-requests.ts';

export interface ServerOptions {
  /** May say what it wants requests and responses to be made of: Node's own classes unless it does. */
  readonly handler: RequestListener & { readonly messages?: ServerMessages };
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly telemetry: Telemetry;
  readonly settings?: Partial<ServerSettings>;
  /** Which origins may read an answer that the handler does not give: none unless given. */
  readonly permissionOf?: OriginPermission;
  /** What the event loop has to do: watched unless given. */
  readonly eventLoop?: EventLoop;
  /** How many calls wait for an upstream of the handler's: none unless given. */
  readonly upstreamCalls?: () => number;
}

export interface RunningServer extends GracefulStop {
  readonly port: number;
}

/**
 * Starts an HTTP/1.1 server in front of a request handler, and resolves once it listens. The server bounds how
 * long and how large a request may be, refuses what is malformed, and sheds load that it cannot carry.
 *
 * @throws Error (rejects) as `server.listen` does, when the port is taken or may not be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, handler, telemetry } = options;
  const settings = { ...DEFAULT_SERVER_SETTINGS, ...options.settings };

  const server = createBoundedServer(settings, handler.messages);
  const stopping = createGracefulStop(server);
  const unanswered = trackUnansweredRequests(server);
  refuseMalformed(server, unanswered, telemetry);
  const permissionOf = options.permissionOf ?? (() => undefined);
  admitRequests(server, {
    handler,
    telemetry,
    settings,
    unanswered,
    permissionOf,
    eventLoop: options.eventLoop ?? watchedWhileOpen(server),
    upstreamCalls: options.upstreamCalls ?? (() => 0),
  });
  server.on('drop', () => telemetry.connectionDropped());
  await listen(server, { host, port, backlog: settings.maxConnections });
  return { port: (server.address() as AddressInfo).port, ...stopping };
}

function watchedWhileOpen(server: Server): EventLoop {
  const eventLoop = watchEventLoop();
  server.on('close', () => eventLoop.stop());
  return eventLoop;
}

function createBoundedServer(settings: ServerSettings, messages?: ServerMessages): Server {
  const server = createServer({
    ...messages,
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

/**
 * As many connections may wait to be accepted as there may be, as far as the system allows it (`net.core.somaxconn`): those
 * above Node's 511 would be dropped, and their callers try again only after a second, three and seven.
 */
function listen(
  server: Server,
  options: Required<Pick<ListenOptions, 'host' | 'port' | 'backlog'>>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
