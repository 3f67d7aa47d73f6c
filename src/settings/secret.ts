import type { Parse } from './parse.ts';

/** A value that must not be printed. It stays in a closure: logging or serialising what holds it shows nothing. */
export interface Hidden<T> {
  reveal(): T;
}

export type Secret = Hidden<string>;

export function createSecret(value: string): Secret {
  return { reveal: () => value };
}

/** Hides what another format accepts. */
export function secret(parse: Parse<string>): Parse<Secret> {
  return hidden(parse);
}

/** The same for what is more than a text. */
export function hidden<T>(parse: Parse<T>): Parse<Hidden<T>> {
  return (text) => {
    const parsed = parse(text);
    return 'problem' in parsed ? parsed : { value: { reveal: () => parsed.value } };
  };
}
