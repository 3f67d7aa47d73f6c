import type { Parse } from '../parse.ts';

/** A point in time (RFC 3339, with its offset), as milliseconds since the epoch. */
export const dateTime: Parse<number> = (text) => {
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/.test(text);
  const value = isWritten ? Date.parse(text) : Number.NaN;
  return Number.isNaN(value)
    ? { problem: 'must be a time such as 2027-01-31T00:00:00Z, with seconds and time zone.' }
    : { value };
};
