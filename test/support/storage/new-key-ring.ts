import { randomBytes } from 'node:crypto';
import type { KeyRingFile } from '../../../src/storage/keys/key-ring.ts';
import { canary } from '../canaries.ts';

/** 32 random bytes in base64, as keys are written. */
export function newKey(): string {
  return canary(randomBytes(32).toString('base64'));
}

/** A ring with one key, `key-1`. */
export function newKeyRing(): KeyRingFile {
  return { active: 'key-1', keys: { 'key-1': newKey() }, root: newKey() };
}
