import { createHash } from 'node:crypto';

/** Whether a code verifier fits the `S256` challenge of its authorization request (RFC 7636 section 4.6). */
export function provesChallenge(verifier: string | undefined, challenge: string | undefined): boolean {
  if (challenge === undefined) return true;
  if (verifier === undefined) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
