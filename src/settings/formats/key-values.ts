import type { Parse } from './parse.ts';

export type KeyValues = Readonly<Record<string, string>>;

/** `key=value` pairs, separated by commas; values may be percent-encoded, as OpenTelemetry's variables are. */
export const keyValues: Parse<KeyValues> = (text) => {
  const pairs = text.split(',').map((pair) => /^\s*([\w.\-/]+)\s*=\s*([^\s,][^,]*?)?\s*$/.exec(pair));
  const entries = pairs.map((match) => [match?.[1], decoded(match?.[2] ?? '')] as const);
  return entries.every(isEntry)
    ? { value: Object.fromEntries(entries) }
    : {
        problem:
          'must be pairs such as key=value,other=value, with blanks and commas in values written as %20 and %2C.',
      };
};

/** The same, where the values are sent as HTTP headers. */
export const headerValues: Parse<KeyValues> = (text) => {
  const parsed = keyValues(text);
  if ('problem' in parsed) return parsed;
  const areHeaders = Object.entries(parsed.value).every(
    ([name, value]) => /^[\w-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value),
  );
  return areHeaders
    ? parsed
    : { problem: 'must be pairs of the name and the value of an HTTP header: name=value.' };
};

function isEntry(
  entry: readonly [string | undefined, string | undefined],
): entry is readonly [string, string] {
  return entry[0] !== undefined && entry[1] !== undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
