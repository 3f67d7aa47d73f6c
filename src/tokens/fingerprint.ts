import { createHmac, createSecretKey } from 'node:crypto';
import { shortDigest } from './short-digest.ts';

/** The only form in which logs and audit records know a token: 16 hexadecimal digits. */
export type Fingerprint = (token: string) => string;

const BYTES = 8;

/**
 * Makes the fingerprint function for one key. Equal tokens have equal fingerprints under one key; without the
 * key a fingerprint can neither be computed nor reversed (HMAC-SHA-256, truncated to 64 bits).
 *
 * @param key at least 16 bytes of key material
 */
export function createFingerprint(key: Uint8Array): Fingerprint {
  // A key object makes each of them several times faster than bytes do.
  const secret = createSecretKey(key);
  return (token) => shortDigest(createHmac('sha256', secret).update(token), BYTES, 'hex');
}
