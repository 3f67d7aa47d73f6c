import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { KeyRingFile } from '../../../src/storage/keys/key-ring.ts';
import { newKey, newKeyRing } from './new-key-ring.ts';

/** For engines that are opened without a key ring. */
export const TEST_CHAIN_KEY = createSecretKey(randomBytes(32));

/** Gives out paths of new key files with one key, `key-1`. */
export function keysFiles(): () => string {
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-keys-'));
  let files = 0;
  afterAll(() => rmSync(directory, { recursive: true }));
  return () => {
    files += 1;
    const path = join(directory, `keys-${files}.json`);
    writeKeys(path, newKeyRing());
    return path;
  };
}

export function readKeys(path: string): KeyRingFile {
  return JSON.parse(readFileSync(path, 'utf8')) as KeyRingFile;
}

export function writeKeys(path: string, ring: KeyRingFile): void {
  writeFileSync(path, JSON.stringify(ring));
}

/** What an operator does to rotate: adds a key and makes it the active one. */
export function rotateKeys(path: string, kid: string): void {
  const ring = readKeys(path);
  writeKeys(path, { ...ring, active: kid, keys: { ...ring.keys, [kid]: newKey() } });
}
