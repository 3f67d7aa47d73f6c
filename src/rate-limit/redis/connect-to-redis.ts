import { Redis } from 'ioredis';

const CONNECT_TIMEOUT_MS = 500;
/** Later than callers give up: a timeout of the library's blames the server also when this process was late. */
const COMMAND_TIMEOUT_MS = 1_000;
/** A connection on which nothing was answered for so long is given up for a new one. */
const SOCKET_TIMEOUT_MS = 5_000;
const RECONNECT_MS_MIN = 100;
const RECONNECT_MS_MAX = 5_000;

/**
 * Connects to Redis or Valkey in the background, for ever. With the library's defaults a command waits without end
 * for a server that is down or frozen; here it fails at once where there is no connection, and after a second
 * where there is no answer.
 *
 * @param url `redis://` or, with TLS, `rediss://`
 */
export function connectToRedis(url: string): Redis {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    retryStrategy: reconnectDelayMs,
    // After a failover the name points to another server: only a new connection looks it up again.
    reconnectOnError: ({ message }) => message.startsWith('READONLY'),
  });
  // Without a listener the library prints errors, which may quote the URL. Commands that fail tell enough.
  client.on('error', () => {});
  return client;
}

/** Exponential with jitter, so that instances do not come back all at once. */
function reconnectDelayMs(attempt: number): number {
  const delayMs = Math.min(RECONNECT_MS_MAX, RECONNECT_MS_MIN * 2 ** Math.min(attempt, 10));
  return delayMs * (0.5 + Math.random() / 2);
}
