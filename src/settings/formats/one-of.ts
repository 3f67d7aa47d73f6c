import type { Parse } from '../parse.ts';

/** One word of a closed set, written exactly so. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Parse<Word> {
  return (text) => {
    const value = words.find((word) => word === text);
    return value === undefined ? { problem: `must be one of: ${words.join(', ')}.` } : { value };
  };
}
