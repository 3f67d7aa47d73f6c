import type { Parse } from './parse.ts';

/** A value that must not be printed. It stays in a closure: logging or serialising what holds it shows nothing. */
export interface Secret {
  reveal(): string;
}

export function createSecret(value: string): Secret {
  return { reveal: () => value };
}

/** Hides what another format accepts. */
export function secret(parse: Parse<string>): Parse<Secret> {
  return (text) => {
    const parsed = parse(text);
    return 'problem' in parsed ? parsed : { value: createSecret(parsed.value) };
  };
}
