import { randomBytes } from 'node:crypto';

/** `{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}`, the header of every refresh token of Cognito. */
const HEADER = 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ';

/** Bytes of the wrapped RSA-2048 key, the initialisation vector and the tag. */
const KEY_BYTES = 256;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Sizes for which the whole token is about 1.73 kB, and 1.83 kB after a rotation. */
const CIPHERTEXT_BYTES = 964;
const CIPHERTEXT_BYTES_WHEN_ROTATED = 1039;

/** An opaque token with the shape and size of Cognito's: a five-part JWE that nobody can read. */
export function createRefreshToken({ rotated }: { readonly rotated: boolean }): string {
  const ciphertextBytes = rotated ? CIPHERTEXT_BYTES_WHEN_ROTATED : CIPHERTEXT_BYTES;
  const parts = [KEY_BYTES, IV_BYTES, ciphertextBytes, TAG_BYTES].map((bytes) =>
    randomBytes(bytes).toString('base64url'),
  );
  return [HEADER, ...parts].join('.');
}
