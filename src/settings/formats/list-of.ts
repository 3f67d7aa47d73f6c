import type { Parse } from '../parse.ts';

/** A comma-separated list. Blanks around commas don't count; no text is an empty list. Names every wrong item. */
export function listOf<T>(parseItem: Parse<T>): Parse<readonly T[]> {
  return (text) => {
    if (text === '') return { value: [] };
    const items = text.split(',').map((item) => parseItem(item.trim()));
    const wrong = items.flatMap((item, index) =>
      'problem' in item ? [{ number: index + 1, problem: item.problem }] : [],
    );
    if (wrong.length > 0) return { problem: problemOf(wrong) };
    return { value: items.flatMap((item) => ('value' in item ? [item.value] : [])) };
  };
}

function problemOf(wrong: readonly { readonly number: number; readonly problem: string }[]): string {
  const [first] = wrong;
  if (wrong.length === 1 && first !== undefined) {
    return `has a wrong item (number ${first.number}): it ${first.problem}`;
  }
  const sentences = wrong.map(({ number, problem }) => `Number ${number} ${problem}`);
  return `has ${wrong.length} wrong items. ${sentences.join(' ')}`;
}
