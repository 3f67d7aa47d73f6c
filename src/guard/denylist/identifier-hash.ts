/**
 * Two hashes of an identifier such as an `origin_jti` or a `sub`.
 *
 * `placeOf` decides where the identifier is looked for. It reads eight characters only, since reading them costs as
 * much as everything else together: of a random UUID, as Cognito makes them, those are 32 random bits.
 * `digestOf` reads every character and decides whether what was found there is the identifier. An entry is known by
 * both, that is by 64 bits: among ten million entries, an identifier that is not one of them passes for one with a
 * probability of 5 in 10^13. Such a collision refuses a token that nobody denied; it never lets a denied one pass.
 *
 * Both are seeded, so that the same identifier in another user pool is another entry, and no two processes collide
 * alike. They are not cryptographic: whoever could choose identifiers could make them collide, but Cognito chooses
 * them, and only verified tokens and admins put them on the denylist.
 */

const { imul } = Math;

const PLACE_LENGTH_MIN = 16;

/** A 32-bit unsigned integer. */
export function placeOf(id: string, seed: number): number {
  const { length } = id;
  if (length < PLACE_LENGTH_MIN) return mixed(digest(id, seed ^ 0x2545f491));
  let hash = imul(seed ^ fourCharacters(id, 4), 0x9e3779b1);
  hash = imul(hash ^ (hash >>> 15) ^ fourCharacters(id, length - 4), 0x85ebca6b);
  return mixed(hash);
}

/** A 32-bit unsigned integer, never 0. */
export function digestOf(id: string, seed: number): number {
  const hash = mixed(digest(id, seed));
  return hash === 0 ? 1 : hash;
}

function digest(id: string, seed: number): number {
  const { length } = id;
  let hash = imul(seed ^ length, 0x9e3779b1);
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    hash = imul(hash ^ (hash >>> 15) ^ fourCharacters(id, at), 0x85ebca6b);
  }
  for (; at < length; at++) hash = imul(hash ^ (hash >>> 15) ^ id.charCodeAt(at), 0xc2b2ae35);
  return hash;
}

function fourCharacters(id: string, at: number): number {
  return (
    id.charCodeAt(at) ^
    (id.charCodeAt(at + 1) << 8) ^
    (id.charCodeAt(at + 2) << 16) ^
    (id.charCodeAt(at + 3) << 24)
  );
}

/** Takes every 32-bit integer to another one, as an unsigned one: no two to the same. */
export function mixed(hash: number): number {
  let result = hash ^ (hash >>> 16);
  result = imul(result, 0x27d4eb2f);
  return (result ^ (result >>> 15)) >>> 0;
}
