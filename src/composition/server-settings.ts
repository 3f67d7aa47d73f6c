import type { Config } from '../config/config.ts';
import { DEFAULT_SERVER_SETTINGS, type ServerSettings } from '../http/server/server-settings.ts';

/** What the variables say about the public server. */
export function serverSettings({ server, upstream }: Config): Partial<ServerSettings> {
  const { operations, deadlineMs } = server.passThrough;
  const passedOnMs = operations.length > 0 ? deadlineMs : 0;
  const { maxConnections, requestTimeoutMs, keepAliveTimeoutMs, overloadDelayMs, overloadRequests } = server;
  return {
    maxConnections,
    requestTimeoutMs,
    keepAliveTimeoutMs,
    overloadDelayMs,
    overloadRequests,
    headersTimeoutMs: Math.min(DEFAULT_SERVER_SETTINGS.headersTimeoutMs, requestTimeoutMs),
    // Nothing moves on a connection while Cognito is asked: that must not end it.
    socketTimeoutMs: requestTimeoutMs + Math.max(upstream.deadlineMs, passedOnMs),
  };
}
