import { createHmac, randomUUID, type KeyObject } from 'node:crypto';
import { intentIdentity } from '../../revocation/intents/intent-identity.ts';
import type { RevocationOrder } from '../../revocation/intents/intent.ts';
import { shortDigest } from '../../tokens/short-digest.ts';

const BYTES = 24;

/**
 * The keyed hash that makes equal orders one intent (HMAC-SHA-256, 192 bits of it); a random id for an order that has
 * no equal.
 */
export function intentId(key: KeyObject, order: RevocationOrder): string {
  const [last = randomUUID(), ...others] = intentIdentity(order)?.toReversed() ?? [];
  // The last part is a token nearly always, whose length makes JSON of it dear; JSON has no line break of its own.
  const identity = createHmac('sha256', key)
    .update(`${JSON.stringify(others)}\n`)
    .update(last);
  return shortDigest(identity, BYTES, 'base64url');
}
