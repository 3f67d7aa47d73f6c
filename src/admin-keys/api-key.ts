import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** The prefix marks our keys, so that secret scanners can find them with one pattern. */
const KEY = /^clk_([a-z0-9][a-z0-9-]{0,39})\.[0-9a-f]{64}$/;

/** Makes a key `clk_<id>.<secret>`. What stands before the dot is public; the secret is 256 random bits. */
export function createApiKey(id: string): string {
  return `clk_${id}.${randomBytes(SECRET_BYTES).toString('hex')}`;
}

/** The id in a credential that has the form of an API key, or undefined: then it is something else, such as a JWT. */
export function apiKeyId(credential: string): string | undefined {
  return KEY.exec(credential)?.[1];
}

/**
 * The only form in which a key is kept: `sha256:` and the hash of the whole key in hexadecimal. A slow hash is for
 * passwords, which people choose and attackers guess; 256 random bits can't be guessed, however fast the hash is,
 * and a fast one can't be used to keep the service busy.
 */
export function apiKeyHash(key: string): string {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
