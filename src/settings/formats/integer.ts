import type { Parse } from '../parse.ts';

/** Whole numbers in plain decimal digits: no sign, no exponent, no blanks, no leading zeros. */
export function integer(min: number, max: number): Parse<number> {
  return (text) => {
    const value = /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max
      ? { value }
      : { problem: `must be a whole number from ${min} to ${max}, in digits only.` };
  };
}
