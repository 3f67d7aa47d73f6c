import type { Parse } from '../parse.ts';

export type KeyValues = Readonly<Record<string, string>>;

/** `key=value` pairs, separated by commas; values may be percent-encoded, as OpenTelemetry's variables are. */
export const keyValues: Parse<KeyValues> = (text) => {
  const entries = text.split(',').map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, Math.max(0, equals)).trim(), decoded(pair.slice(equals + 1).trim())] as const;
  });
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

function isEntry(entry: readonly [string, string | undefined]): entry is readonly [string, string] {
  return /^[\w.\-/]+$/.test(entry[0]) && entry[1] !== undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
