import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * Who is asking, by the trusted proxies' word if there are any. A forwarded value that is no address counts for
 * nothing: then it is the peer itself.
 */
export function clientAddressOf(request: Request): string {
  const { ip: forwarded = '', socket } = request;
  const { remoteAddress: peer = 'unknown' } = socket;
  if (forwarded === peer || isIP(forwarded) === 0) return peer;
  // What is cut out of a header keeps all of the header in memory, and addresses are remembered.
  return Buffer.from(forwarded).toString();
}
