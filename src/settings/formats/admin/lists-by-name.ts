import type { Parse } from '../../parse.ts';

/** What belongs to a group or a scope, by its name. */
export type ListsByName = ReadonlyMap<string, readonly string[]>;

/**
 * Makes the format `name=item+item,name=item`, each name once.
 *
 * @param example a pair, for the problem
 */
export function listsByName(isItem: (text: string) => boolean, example: string): Parse<ListsByName> {
  const problem = `must be pairs such as ${example}, separated by commas (in a name %2C is a comma, %3D an equals sign, %25 a percent sign), each name once.`;
  return (text) => {
    const pairs = text.split(',').map((pair) => pairOf(pair, isItem));
    const lists = new Map(pairs.filter((pair) => pair !== undefined));
    return lists.size === pairs.length ? { value: lists } : { problem };
  };
}

function pairOf(
  text: string,
  isItem: (text: string) => boolean,
): readonly [string, readonly string[]] | undefined {
  const [encoded = '', list = '', ...others] = text.trim().split('=');
  const name = decoded(encoded);
  const items = list.split('+');
  const isSound = others.length === 0 && name !== undefined && name !== '' && items.every(isItem);
  return isSound ? [name, items] : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
