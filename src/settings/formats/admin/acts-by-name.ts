import type { Parse } from '../../parse.ts';

/** What whoever has a group or a scope may do. */
export type ActsByName = ReadonlyMap<string, readonly string[]>;

const PROBLEM =
  'must be pairs such as support=end-sessions-by-user+read-sessions, separated by commas (in a name %2C is a comma, %3D an equals sign, %25 a percent sign), each name once.';

/** `name=act+act,name=act`. Whether the acts are ones that there are is not looked at. */
export const actsByName: Parse<ActsByName> = (text) => {
  const pairs = text.split(',').map(pairOf);
  const read = pairs.filter((pair) => pair !== undefined);
  const acts = new Map(read);
  return acts.size === pairs.length ? { value: acts } : { problem: PROBLEM };
};

function pairOf(text: string): readonly [string, readonly string[]] | undefined {
  const [encoded = '', list = '', ...others] = text.trim().split('=');
  const name = decoded(encoded);
  const acts = list.split('+');
  const isSound =
    others.length === 0 && name !== undefined && name !== '' && acts.every((act) => /^[a-z-]+$/.test(act));
  return isSound ? [name, acts] : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
