import type { Parse } from '../settings/parse.ts';

/** An environment variable: all that the parser, `.env.example` and the documentation know of it. */
export interface Variable<T> {
  readonly parse: Parse<T>;
  /** What it does, in sentences, for the documentation. */
  readonly sentence: string;
  /** A value that could be real. Of a secret, a command that makes one or the place where it is found. */
  readonly example: string;
  /** What counts when it is unset, as text for the parser. Without one, unset is `undefined`. */
  readonly default?: string;
  /** When it must be set. */
  readonly required?: string;
  /** May also be given as `<name>_FILE`, the path of a file that holds it. */
  readonly secret?: true;
}

export type ValueOf<V> =
  V extends Variable<infer T> ? (V extends { readonly default: string } ? T : T | undefined) : never;

/** Checks a group of variables against `Variable` and keeps the type of each. */
export function defineVariables<const Group extends Record<string, Variable<unknown>>>(group: Group): Group {
  return group;
}
