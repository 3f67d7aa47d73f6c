import { randomBytes } from 'node:crypto';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory, writeDurably } from '../../settings/write-durably.ts';
import { newKey, newKid, parseKeyRing, type KeyRing, type KeyRingFile } from './key-ring.ts';

/** A ring that lives as long as the process. */
export function ephemeralKeyRing(): KeyRing {
  return parseKeyRing(JSON.stringify(newKeyRing()));
}

/** A ring with one new key. */
function newKeyRing(): KeyRingFile {
  const active = newKid();
  return { active, keys: { [active]: newKey() }, root: newKey() };
}

/**
 * Writes a new key ring, readable by its owner alone, and makes sure that it has reached the disk. Never overwrites
 * one: throws `EEXIST` instead.
 */
export async function makeKeyRingFile(path: string): Promise<KeyRingFile> {
  const ring = newKeyRing();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    await writeDurably(draft, `${JSON.stringify(ring, null, 2)}\n`);
    await link(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(dirname(path));
  return ring;
}
