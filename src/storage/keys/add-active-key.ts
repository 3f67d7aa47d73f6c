import { chmod, chown, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newKey, newKid, parseKeyRing, parseKeyRingFile } from './key-ring.ts';
import { syncDirectory, writeDurably } from './write-durably.ts';

/**
 * Adds a new key to a key file and makes it the active one. The file is replaced in one step, so that whoever reads it
 * sees it as it was or as it is.
 *
 * @returns the id of the new key
 * @throws ConfigurationError when the file is no key ring; Error when it cannot be read or written, or belongs to somebody
 *   else
 */
export async function addActiveKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  parseKeyRing(text);
  const ring = parseKeyRingFile(text);
  const active = newKid();
  const next = { ...ring, active, keys: { ...ring.keys, [active]: newKey() } };
  const draft = `${path}.${active}`;
  try {
    await writeDurably(draft, `${JSON.stringify(next, null, 2)}\n`);
    // Whoever could read the file before, the service above all, can read it afterwards.
    const { uid, gid, mode } = await stat(path);
    await chown(draft, uid, gid);
    await chmod(draft, mode);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(dirname(path));
  return active;
}
