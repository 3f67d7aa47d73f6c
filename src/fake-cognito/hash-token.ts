import { createHash } from 'node:crypto';

/** The only form in which the fake keeps a token, code or secret outside of an answer: SHA-256, hexadecimal. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
