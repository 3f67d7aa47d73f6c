import { buildConnector, Client, errors, type Dispatcher } from 'undici';
import type { CallSignal } from '../revocation/ports/call-signal.ts';
import { atEndOfTurn } from '../scheduling/end-of-turn.ts';
import { createConnectionPool, type ConnectionPool } from './transport/connection-pool.ts';
import { TransportError } from './transport/transport-error.ts';

/** Bounds of what is asked of Cognito. */
export const UPSTREAM_BOUNDS = {
  upstreamConnections: 1024,
  upstreamConnectTimeoutMs: 500,
  upstreamKeepAliveTimeoutMs: 10_000,
  /** Cognito's own answers stay under 10 kB. */
  upstreamAnswerBytes: 64 * 1024,
} as const;

/** Where something is asked for: what a URL says, read once for many requests. */
export interface UpstreamTarget {
  readonly origin: string;
  /** With the query, if there is one. */
  readonly path: string;
}

/** @throws TypeError for what is no URL */
export function upstreamTarget(url: string): UpstreamTarget {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: `${pathname}${search}` };
}

/** Names are in lower case. One that came several times has all its values. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

interface UpstreamRequest {
  readonly url: string | UpstreamTarget;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: CallSignal;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
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
  /** How many connections carry a call at present. */
  inUse(): number;
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
    exchange: (request) =>
      new Promise((resolve, reject) => {
        const { url, signal } = request;
        const fail = (error: unknown): void => reject(new TransportError(error, signal.aborted));
        try {
          const { origin, path } = typeof url === 'string' ? upstreamTarget(url) : url;
          exchange(poolOf(origin), path, request, { resolve, fail });
        } catch (error) {
          fail(error);
        }
      }),
    inUse: () => [...pools.values()].reduce((calls, pool) => calls + pool.inUse(), 0),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

interface Ending {
  readonly resolve: (answer: UpstreamAnswer) => void;
  readonly fail: (error: unknown) => void;
}

interface Told extends Pick<Ending, 'resolve'> {
  readonly answer: UpstreamAnswer;
}

/** All answers that came in one turn, so that what follows on them goes in step. */
const tell = atEndOfTurn(({ resolve, answer }: Told) => resolve(answer));

function exchange(
  pool: ConnectionPool,
  path: string,
  { method, headers, body, signal }: UpstreamRequest,
  { resolve, fail }: Ending,
): void {
  if (signal.aborted) return fail(signal.reason);
  let sent: Dispatcher.DispatchController | undefined;
  const abort = (): void => {
    forget();
    sent?.abort(signal.reason as Error);
    fail(signal.reason);
  };
  signal.addEventListener('abort', abort);

  const start = (connection: Client): void => {
    let status = 0;
    let received: AnswerHeaders = {};
    const chunks: Buffer[] = [];
    connection.dispatch(
      { path, method, headers, body: body ?? null },
      {
        onRequestStart(controller) {
          sent = controller;
          if (signal.aborted) controller.abort(signal.reason as Error);
        },
        onResponseStart(_controller, statusCode, answerHeaders) {
          status = statusCode;
          received = answerHeaders;
        },
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd() {
          signal.removeEventListener('abort', abort);
          pool.giveBack(connection);
          tell({ resolve, answer: { status, headers: received, body: joined(chunks) } });
        },
        onResponseError(_controller, error) {
          signal.removeEventListener('abort', abort);
          // Not before the connection has done with what failed it.
          setImmediate(() => pool.giveBack(connection));
          fail(error);
        },
      },
    );
  };
  const forget = pool.add({ start, refuse: () => fail(new errors.ClientDestroyedError()) });
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
}
