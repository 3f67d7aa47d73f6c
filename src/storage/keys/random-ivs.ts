import { randomBytes } from 'node:crypto';

export const IV_BYTES = 12;

const DRAWN_AT_ONCE = 256;

/** Makes the function that gives random IVs of 96 bits, each of them once. A draw takes as long as an encryption, so that many are drawn at once. */
export function createRandomIvs(): () => Uint8Array {
  let drawn = new Uint8Array();
  let at = 0;
  return () => {
    if (at === drawn.length) {
      // Never into the same memory: what was given away stays as it is.
      drawn = randomBytes(IV_BYTES * DRAWN_AT_ONCE);
      at = 0;
    }
    at += IV_BYTES;
    return drawn.subarray(at - IV_BYTES, at);
  };
}
