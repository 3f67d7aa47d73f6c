/** Chance that repeats: the same seed makes the same choices. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** Picks by weight, given as pairs. */
  readonly weighted: <T>(choices: readonly (readonly [number, T])[]) => T;
  readonly bytes: (count: number) => string;
}

/** Mixes a counter by two rounds of xor and multiplication: cheap, and good enough to choose test inputs. */
export function createRandom(seed: number, stream = 0): Random {
  let counter = mix(mix(seed) ^ stream);
  const next = () => {
    counter = (counter + 0x9e3779b9) | 0;
    return mix(counter) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(choices: readonly T[]) => choices[below(choices.length)] as T;
  return {
    below,
    pick,
    chance: (probability) => next() < probability,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return pick(choices)[1];
    },
    bytes: (count) => String.fromCharCode(...Array.from({ length: count }, () => below(256))),
  };
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
