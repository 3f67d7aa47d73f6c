import { Agent, request } from 'undici';
import { TransportError } from './transport/transport-error.ts';

/** Bounds of what is asked of Cognito. */
export const UPSTREAM_BOUNDS = {
  upstreamConnections: 64,
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
 * The one pool of keep-alive connections to everything that is asked of Cognito.
 *
 * An exchange is bounded on every side: by its signal as a whole, by 500 ms for connecting, by 64 kB of answer and
 * by 64 connections an origin. A redirect is an answer like any other, so that nothing is ever sent on to where it
 * points. Rejects with a `TransportError` when no whole answer came.
 */
export interface UpstreamConnections {
  exchange(request: UpstreamRequest): Promise<UpstreamAnswer>;
  /** Ends every connection, idle or not. */
  close(): Promise<void>;
}

export function createUpstreamConnections(): UpstreamConnections {
  const dispatcher = new Agent({
    connections: UPSTREAM_BOUNDS.upstreamConnections,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: UPSTREAM_BOUNDS.upstreamConnectTimeoutMs },
    keepAliveTimeout: UPSTREAM_BOUNDS.upstreamKeepAliveTimeoutMs,
    maxResponseSize: UPSTREAM_BOUNDS.upstreamAnswerBytes,
  });
  return {
    exchange: async (request) => {
      try {
        return await exchange(dispatcher, request);
      } catch (error) {
        throw new TransportError(error, request.signal.aborted);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function exchange(
  dispatcher: Agent,
  { url, method, headers, body, signal }: UpstreamRequest,
): Promise<UpstreamAnswer> {
  const answer = await request(url, { dispatcher, method, headers, body: body ?? null, signal });
  return {
    status: answer.statusCode,
    headers: flatten(answer.headers),
    body: await answer.body.bytes(),
  };
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}
