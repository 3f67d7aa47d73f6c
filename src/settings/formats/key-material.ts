import type { Parse } from '../parse.ts';

const BYTES_MIN = 32;

/** A random key in base64, of 32 bytes or more. */
export const keyMaterial: Parse<string> = (text) =>
  /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length >= BYTES_MIN
    ? { value: text }
    : {
        problem: `must be ${BYTES_MIN} random bytes or more in base64. Make one with: openssl rand -base64 ${BYTES_MIN}`,
      };
