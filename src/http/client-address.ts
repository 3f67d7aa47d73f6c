import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * Who is asking, by the trusted proxies' word if there are any. A forwarded value that is no address counts for
 * nothing: then it is the peer itself.
 */
export function clientAddressOf(request: Request): string {
  const forwarded = request.ip ?? '';
  if (isIP(forwarded) !== 0) return forwarded;
  return request.socket.remoteAddress ?? 'unknown';
}
