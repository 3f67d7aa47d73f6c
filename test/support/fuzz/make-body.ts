import { FIELD_NAMES } from './field-names.ts';
import type { Random } from './random.ts';
import { hostileWords, type FuzzWords } from './words.ts';

/** A body that the route understands, nearly understands, or does not understand at all. */
export function makeBody(random: Random, words: FuzzWords): string {
  return random.weighted([
    [8, () => json(random, words)],
    [4, () => form(random, words)],
    [2, () => json(random, words).slice(0, random.below(60))],
    [1, () => '['.repeat(1 + random.below(8000))],
    [1, () => `{"refreshToken":${'{"a":'.repeat(random.below(2000))}`],
    [1, () => random.bytes(random.below(400))],
    [1, () => ' '.repeat(random.below(40_000))],
    [1, () => ''],
  ])();
}

function json(random: Random, words: FuzzWords): string {
  const members = Array.from(
    { length: random.below(6) },
    () => `${JSON.stringify(random.pick(FIELD_NAMES))}:${value(random, words, 0)}`,
  );
  return `{${members.join(',')}}`;
}

function value(random: Random, words: FuzzWords, depth: number): string {
  return random.weighted([
    [8, () => JSON.stringify(text(random, words))],
    [2, () => random.pick(['true', 'false', 'null', '0', '-1e999', '1e308', '00', '"\\ud800"', '"\\u0000"'])],
    [depth < 4 ? 1 : 0, () => `[${value(random, words, depth + 1)},${value(random, words, depth + 1)}]`],
    [
      depth < 4 ? 1 : 0,
      () => `{${JSON.stringify(random.pick(FIELD_NAMES))}:${value(random, words, depth + 1)}}`,
    ],
  ])();
}

function form(random: Random, words: FuzzWords): string {
  const pairs = Array.from({ length: random.below(6) }, () => {
    const written = text(random, words);
    return `${random.pick(FIELD_NAMES)}=${random.chance(0.5) ? encodeURIComponent(written) : written}`;
  });
  return pairs.join(random.pick(['&', '&', '&', ';', '&&']));
}

function text(random: Random, words: FuzzWords): string {
  return random.chance(0.4)
    ? random.pick([words.clientId, words.userPoolId, 'alice'])
    : random.pick(hostileWords(words));
}
