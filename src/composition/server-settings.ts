import type { Config } from '../config/config.ts';
import { DEFAULT_SERVER_SETTINGS, type ServerSettings } from '../http/server/server-settings.ts';
import { HEARTBEAT_MS } from '../revocation/feed/signed-feed.ts';

/** A connection on which nothing moved for so many heartbeats of the feed carries no stream. */
const HEARTBEATS_MISSED = 2;

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
    // Nothing moves on a connection while Cognito is asked, nor between two heartbeats of a stream: that must not end it.
    socketTimeoutMs: Math.max(
      requestTimeoutMs + Math.max(upstream.deadlineMs, passedOnMs),
      HEARTBEATS_MISSED * HEARTBEAT_MS,
    ),
  };
}
