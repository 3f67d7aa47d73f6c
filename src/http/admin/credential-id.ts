import { tokenKind } from '../../tokens/token-kind.ts';
import type { Fingerprint } from '../../tokens/fingerprint.ts';

/**
 * What failed attempts with a credential are counted under. Of an API key that is its public part, before the first
 * dot, so that guesses at one key count together; never the secret part, not even hashed.
 */
export function credentialId(credential: string, fingerprint: Fingerprint): string {
  if (tokenKind(credential) === 'signed') return 'access-token';
  const dot = credential.indexOf('.');
  return dot === -1 ? 'unstructured' : fingerprint(credential.slice(0, dot));
}
