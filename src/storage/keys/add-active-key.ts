import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../settings/replace-file.ts';
import { newKey, newKid, parseKeyRing, parseKeyRingFile } from './key-ring.ts';

/**
 * Adds a new key to a key file and makes it the active one. Whoever could read the file before, the service above all, can
 * read it afterwards, and sees it as it was or as it is.
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
  await replaceFile(path, `${JSON.stringify(next, null, 2)}\n`);
  return active;
}
