import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';
import { IV_BYTES } from './random-ivs.ts';

/** What a record's ciphertext is bound to: moved to another record, or with any of it changed, it does not open. */
export interface SealContext {
  readonly intentId: string;
  readonly receiptId: string;
  readonly userPoolId: string;
  readonly clientId: string | null;
  readonly acceptedAtMs: number;
  readonly expiresAtMs: number;
}

export type Opened =
  | { readonly kind: 'opened'; readonly plaintext: string }
  | { readonly kind: 'unknown-key'; readonly kid: string }
  | { readonly kind: 'undecryptable' }
  | { readonly kind: 'unknown-format' };

export interface Sealed {
  readonly kid: string;
  readonly sealed: Uint8Array;
}

const VERSION = 1;
const TAG_BYTES = 16;
const HEADER_BYTES = 2;

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D) under the ring's active key and a random IV of 96 bits. The record is
 * version (1 byte) · length of the key's id (1) · key's id · IV (12) · ciphertext · tag (16). One key must stay below
 * 2^32 records.
 *
 * @param iv random, and never the same twice
 */
export function seal(ring: KeyRing, context: SealContext, plaintext: string, iv: Uint8Array): Sealed {
  const kid = ring.activeKid;
  const cipher = createCipheriv('aes-256-gcm', requireKey(ring, kid), iv);
  cipher.setAAD(additionalData(kid, context));
  const ciphertext = cipher.update(plaintext, 'utf8');
  // GCM is a stream: nothing is left for the end but the tag.
  cipher.final();
  const ivAt = HEADER_BYTES + kid.length;
  const ciphertextAt = ivAt + IV_BYTES;
  // In memory of its own: to the thread of a database it would else take along all that it shares its memory with.
  const sealed = new Uint8Array(ciphertextAt + ciphertext.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed[1] = kid.length;
  sealed.set(Buffer.from(kid), HEADER_BYTES);
  sealed.set(iv, ivAt);
  sealed.set(ciphertext, ciphertextAt);
  sealed.set(cipher.getAuthTag(), ciphertextAt + ciphertext.length);
  return { kid, sealed };
}

/** Decrypts with whichever key of the ring the record names. Never throws for what was stored. */
export function unseal(ring: KeyRing, context: SealContext, sealed: Uint8Array): Opened {
  const record = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (record[0] !== VERSION) return { kind: 'unknown-format' };
  const ivAt = HEADER_BYTES + (record[1] ?? 0);
  if (record.length < ivAt + IV_BYTES + TAG_BYTES) return { kind: 'undecryptable' };
  const kid = record.toString('utf8', HEADER_BYTES, ivAt);
  const key = ring.key(kid);
  if (key === undefined) return { kind: 'unknown-key', kid };
  return decrypt(key, additionalData(kid, context), record.subarray(ivAt));
}

function decrypt(key: KeyObject, aad: Buffer, record: Buffer): Opened {
  const decipher = createDecipheriv('aes-256-gcm', key, record.subarray(0, IV_BYTES));
  decipher.setAAD(aad);
  decipher.setAuthTag(record.subarray(-TAG_BYTES));
  try {
    const plaintext = Buffer.concat([
      decipher.update(record.subarray(IV_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]);
    return { kind: 'opened', plaintext: plaintext.toString('utf8') };
  } catch {
    return { kind: 'undecryptable' };
  }
}

function requireKey(ring: KeyRing, kid: string): KeyObject {
  const key = ring.key(kid);
  if (key === undefined) throw new Error('The key ring lacks its active key');
  return key;
}

function additionalData(kid: string, context: SealContext): Buffer {
  const { intentId, receiptId, userPoolId, clientId, acceptedAtMs, expiresAtMs } = context;
  return Buffer.from(
    JSON.stringify([VERSION, kid, intentId, receiptId, userPoolId, clientId, acceptedAtMs, expiresAtMs]),
  );
}
