import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { ConfigurationError } from '../../errors/configuration-error.ts';

/** The form of the key file. Keys and the root secret are 32 bytes in base64. */
export interface KeyRingFile {
  /** Id of the key that new records are encrypted with. */
  readonly active: string;
  readonly keys: Readonly<Record<string, string>>;
  /** What ids, fingerprints and the audit chain are keyed with. Never changes. */
  readonly root: string;
}

/** What a key of its own is derived for. Knowing one of them gives none of the others. */
export type KeyPurpose =
  | 'intent-id'
  | 'fingerprint'
  | 'audit-chain'
  | 'idempotency'
  | 'ring-check'
  | 'denial-signature'
  | 'feed-signature';

/** Keys are key objects: with them an HMAC or a cipher starts several times faster than with bytes. */
export interface KeyRing {
  readonly activeKid: string;
  readonly kids: readonly string[];
  key(kid: string): KeyObject | undefined;
  /** HKDF-SHA-256 (RFC 5869) over the root secret: stays the same when the active key changes. */
  derive(purpose: KeyPurpose): KeyObject;
}

const KEY_BYTES = 32;
const KID = /^[A-Za-z0-9_-]{1,64}$/;

export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

export function newKid(): string {
  return `key-${randomBytes(4).toString('hex')}`;
}

/**
 * Reads a key ring.
 *
 * @param text the content of the key file
 * @throws ConfigurationError that names what is wrong, and never quotes the file
 */
export function parseKeyRing(text: string): KeyRing {
  const file = parseKeyRingFile(text);
  const keys = new Map(
    Object.entries(file.keys).map(([kid, key]) => [checkedKid(kid), keyBytes(key, `key ${kid}`)]),
  );
  if (!keys.has(file.active)) throw invalid('names an active key that is not among its keys');
  const root = keyBytes(file.root, 'root secret');
  return {
    activeKid: file.active,
    kids: [...keys.keys()],
    key: (kid) => keys.get(kid),
    derive: (purpose) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `cognito-logout ${purpose}`, KEY_BYTES))),
  };
}

/** @throws ConfigurationError when the text is not of the form of a key file */
export function parseKeyRingFile(text: string): KeyRingFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw invalid('is not JSON');
  }
  if (!isKeyRingFile(file)) throw invalid('must hold {"active", "keys", "root"}');
  return file;
}

function isKeyRingFile(file: unknown): file is KeyRingFile {
  if (typeof file !== 'object' || file === null) return false;
  const { active, keys, root } = file as Record<string, unknown>;
  return (
    typeof active === 'string' &&
    typeof root === 'string' &&
    typeof keys === 'object' &&
    keys !== null &&
    Object.values(keys).every((key) => typeof key === 'string')
  );
}

function checkedKid(kid: string): string {
  if (!KID.test(kid)) throw invalid('has a key whose id is not made of 1 to 64 letters, digits, "-" and "_"');
  return kid;
}

function keyBytes(base64: string, what: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== KEY_BYTES) throw invalid(`has a ${what} that is not ${KEY_BYTES} bytes in base64`);
  return createSecretKey(bytes);
}

function invalid(problem: string): ConfigurationError {
  return new ConfigurationError([{ variable: 'STORE_KEYS_FILE', problem: `names a file that ${problem}` }]);
}
