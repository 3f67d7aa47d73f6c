import type { Hmac } from 'node:crypto';

const scratch = Buffer.alloc(32);

/**
 * The first bytes of an HMAC-SHA-256, as text. What is cut out of a longer text would keep all of it in memory, and such
 * digests are remembered by the ten thousand.
 */
export function shortDigest(hmac: Hmac, bytes: number, encoding: 'hex' | 'base64url'): string {
  scratch.write(hmac.digest('binary'), 'latin1');
  return scratch.toString(encoding, 0, bytes);
}
