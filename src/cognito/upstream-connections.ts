import { Agent, request } from 'undici';
import { TransportError } from './transport/transport-error.ts';

/** Most bytes of an answer that are read: Cognito's own stay under 10 kB. */
const ANSWER_BYTES_MAX = 64 * 1024;
const CONNECTIONS_PER_ORIGIN_MAX = 64;
const CONNECT_TIMEOUT_MS = 500;
const KEEP_ALIVE_TIMEOUT_MS = 10_000;

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
    connections: CONNECTIONS_PER_ORIGIN_MAX,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    maxResponseSize: ANSWER_BYTES_MAX,
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
