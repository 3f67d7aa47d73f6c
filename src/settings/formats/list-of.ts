import type { Parse } from './parse.ts';

/** A comma-separated list. Blanks around commas don't count; no text is an empty list. */
export function listOf<T>(parseItem: Parse<T>): Parse<readonly T[]> {
  return (text) => {
    if (text === '') return { value: [] };
    const values: T[] = [];
    for (const [index, item] of text.split(',').entries()) {
      const parsed = parseItem(item.trim());
      if ('problem' in parsed)
        return { problem: `has a wrong item (number ${index + 1}): it ${parsed.problem}` };
      values.push(parsed.value);
    }
    return { value: values };
  };
}
