import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { fileProblem } from '../file-problem.ts';
import { parseKeyRing, type KeyRing } from './key-ring.ts';

/** The key ring as it is now, and the way to take up a changed file. */
export interface KeyRingSource {
  current(): KeyRing;
  /**
   * Reads the file again. A ring that is broken, has another root secret or lacks one of `needed` is refused, and
   * the one before it stays.
   *
   * @throws ConfigurationError with the reason
   */
  reload(needed: readonly string[]): Promise<void>;
}

/** @throws ConfigurationError when the file is missing or is no key ring */
export async function openKeyRing(path: string): Promise<KeyRingSource> {
  let ring = await readKeyRing(path);
  return {
    current: () => ring,
    async reload(needed) {
      const next = await readKeyRing(path);
      assertSameRoot(ring, next);
      assertHoldsKeys(next, needed);
      ring = next;
    },
  };
}

/** @throws ConfigurationError that lists the keys which are needed and missing */
export function assertHoldsKeys(ring: KeyRing, needed: readonly string[]): void {
  const missing = needed.filter((kid) => ring.key(kid) === undefined);
  if (missing.length === 0) return;
  throw new ConfigurationError([
    {
      variable: 'STORE_KEYS_FILE',
      problem: `lacks keys that stored logouts are encrypted with: ${missing.join(', ')}. Put them back, and remove a key only once no logout needs it`,
    },
  ]);
}

function assertSameRoot(before: KeyRing, after: KeyRing): void {
  if (before.derive('ring-check').equals(after.derive('ring-check'))) return;
  throw new ConfigurationError([
    {
      variable: 'STORE_KEYS_FILE',
      problem: 'names a file with another root secret, which must never change',
    },
  ]);
}

async function readKeyRing(path: string): Promise<KeyRing> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw fileProblem({ variable: 'STORE_KEYS_FILE', path }, error);
  }
  return parseKeyRing(text);
}
