import type { IncomingMessage } from 'node:http';

/**
 * How much of a body that nobody wants is still taken off the wire, so that the caller gets to read the answer
 * before the connection closes.
 */
const DISCARDED_BYTES_MAX = 1024 * 1024;

/** Drops what is still to come of a refused request, and closes the connection if it does not end. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  let discardedBytes = 0;
  request.on('data', (chunk: Buffer) => {
    discardedBytes += chunk.length;
    if (discardedBytes > DISCARDED_BYTES_MAX) request.destroy();
  });
}
