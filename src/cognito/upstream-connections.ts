import { buildConnector, Client, errors, type Dispatcher } from 'undici';
import { createConnectionPool, type ConnectionPool, type PooledCall } from './transport/connection-pool.ts';
import { TransportError } from './transport/transport-error.ts';

/** Bounds of what is asked of Cognito. */
export const UPSTREAM_BOUNDS = {
  upstreamConnections: 1024,
  upstreamConnectTimeoutMs: 500,
  upstreamKeepAliveTimeoutMs: 10_000,
  /** Cognito's own answers stay under 10 kB. */
  upstreamAnswerBytes: 64 * 1024,
} as const;

interface UpstreamRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/**
 * The keep-alive connections to everything that is asked of Cognito.
 *
 * An exchange is bounded on every side: by its signal as a whole, by 500 ms for connecting, by 64 kB of answer and
 * by 1,024 connections an origin. A redirect is an answer like any other, so that nothing is ever sent on to where it
 * points. Rejects with a `TransportError` when no whole answer came.
 */
export interface UpstreamConnections {
  exchange(request: UpstreamRequest): Promise<UpstreamAnswer>;
  /** Ends every connection, idle or not. */
  close(): Promise<void>;
}

/** @param connectionsMax how many there may be to an origin, where fewer than usual may be opened */
export function createUpstreamConnections(
  connectionsMax: number = UPSTREAM_BOUNDS.upstreamConnections,
): UpstreamConnections {
  // Shared, so that a new connection resumes the TLS session of another.
  const connect = buildConnector({ timeout: UPSTREAM_BOUNDS.upstreamConnectTimeoutMs, allowH2: false });
  const pools = new Map<string, ConnectionPool>();

  const poolOf = (origin: string): ConnectionPool => {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const open = () =>
      new Client(origin, {
        connect,
        pipelining: 1,
        allowH2: false,
        // The signal of the exchange is the one timeout.
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: UPSTREAM_BOUNDS.upstreamKeepAliveTimeoutMs,
        maxResponseSize: UPSTREAM_BOUNDS.upstreamAnswerBytes,
      });
    const pool = createConnectionPool(open, connectionsMax);
    pools.set(origin, pool);
    return pool;
  };

  return {
    async exchange(request) {
      try {
        const { origin, pathname, search } = new URL(request.url);
        return await exchange(poolOf(origin), `${pathname}${search}`, request);
      } catch (error) {
        throw new TransportError(error, request.signal.aborted);
      }
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function exchange(
  pool: ConnectionPool,
  path: string,
  { method, headers, body, signal }: UpstreamRequest,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    let sent: Dispatcher.DispatchController | undefined;
    const abort = (): void => {
      pool.forget(call);
      sent?.abort(signal.reason as Error);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort);

    const start = (connection: Client): void => {
      const answer = { status: 0, headers: {}, chunks: [] as Buffer[] };
      connection.dispatch(
        { path, method, headers, body: body ?? null },
        {
          onRequestStart(controller) {
            sent = controller;
            if (signal.aborted) controller.abort(signal.reason as Error);
          },
          onResponseStart(_controller, status, received) {
            Object.assign(answer, { status, headers: received });
          },
          onResponseData: (_controller, chunk) => void answer.chunks.push(chunk),
          onResponseEnd() {
            signal.removeEventListener('abort', abort);
            pool.giveBack(connection);
            resolve({
              status: answer.status,
              headers: flatten(answer.headers),
              body: Buffer.concat(answer.chunks),
            });
          },
          onResponseError(_controller, error) {
            signal.removeEventListener('abort', abort);
            // Not before the connection has done with what failed it.
            setImmediate(() => pool.giveBack(connection));
            reject(error);
          },
        },
      );
    };
    const call: PooledCall = { start, refuse: () => reject(new errors.ClientDestroyedError()) };
    pool.add(call);
  });
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}
