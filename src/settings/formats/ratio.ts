import type { Parse } from '../parse.ts';

/** A share of the whole: 0 to 1, as `0.25`. */
export const ratio: Parse<number> = (text) =>
  /^(0|1|0?\.\d{1,9}|[01]\.\d{1,9})$/.test(text) && Number(text) <= 1
    ? { value: Number(text) }
    : { problem: 'must be a number from 0 to 1, such as 0.25.' };
