import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** A public key of the feed as a JSON Web Key (RFC 8037 section 2). */
export interface FeedJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
}

/** What signs the feed. */
export interface FeedSigner {
  readonly kid: string;
  /** An Ed25519 private key. */
  readonly privateKey: KeyObject;
}

/** The public keys that a reader trusts, by `kid`. */
export type FeedKeySet = ReadonlyMap<string, KeyObject>;

/**
 * The signer for a private key. Its `kid` is the key's thumbprint (RFC 7638), so no two keys share one.
 *
 * @throws TypeError when the key is not an Ed25519 private key
 */
export function feedSigner(privateKey: KeyObject): FeedSigner {
  if (privateKey.type !== 'private')
    throw new TypeError('The key that signs the feed must be a private key.');
  return { kid: feedJwk(privateKey).kid, privateKey };
}

/**
 * The public half of an Ed25519 key, to be published and pinned.
 *
 * @throws TypeError when the key is of another kind
 */
export function feedJwk(key: KeyObject): FeedJwk {
  const { kty, crv, x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) {
    throw new TypeError('The key of the feed must be an Ed25519 key.');
  }
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kty, crv, x, kid: thumbprint };
}

/**
 * Reads JSON Web Keys, or a set of them (RFC 7517 section 5). Keys of other kinds, or without `kid`, are left out: a
 * key set may hold keys for other purposes.
 */
export function readFeedKeys(value: unknown): FeedKeySet {
  const keys = new Map<string, KeyObject>();
  for (const jwk of listOf(value)) {
    const key = isFeedJwk(jwk) ? publicKeyOf(jwk) : undefined;
    if (key !== undefined) keys.set((jwk as FeedJwk).kid, key);
  }
  return keys;
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || !('keys' in value)) return [];
  return Array.isArray(value.keys) ? value.keys : [];
}

function isFeedJwk(value: unknown): value is FeedJwk {
  if (typeof value !== 'object' || value === null) return false;
  const { kty, crv, x, kid } = value as Record<string, unknown>;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && typeof kid === 'string' && kid !== '';
}

function publicKeyOf({ kty, crv, x }: FeedJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
