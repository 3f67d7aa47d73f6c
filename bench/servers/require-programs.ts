import { existsSync } from 'node:fs';
import { ensureDebianPrograms } from '../../scripts/debian-programs.ts';

/**
 * Sees to it that nginx and wrk are there.
 *
 * @throws Error that says which is not, and why
 */
export function requirePrograms(): void {
  const missing = ensureDebianPrograms(['nginx', 'wrk']);
  if (missing.length > 0)
    throw new Error(missing.map(({ program, reason }) => `${program} is missing: ${reason}`).join('; '));
  if (!existsSync('/proc/self/stat')) throw new Error('/proc is missing, so that CPU cannot be measured');
}
