import type { Parse } from '../parse.ts';

/** `true` or `false`. Anything else is refused, since a guess could switch a protection off. */
export const flag: Parse<boolean> = (text) =>
  text === 'true' || text === 'false' ? { value: text === 'true' } : { problem: 'must be true or false.' };
