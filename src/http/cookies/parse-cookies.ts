/** Values by cookie name, in the order in which the header has them. */
export type Cookies = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a `Cookie` header (RFC 6265 section 5.4). Takes whatever comes and throws for nothing: what is not a pair is
 * left out, and a value that is not validly percent-encoded stays as it is. Names that occur more than once keep
 * all their values, so that the caller can refuse them.
 */
export function parseCookies(header: string): Cookies {
  const cookies = new Map<string, string[]>();
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const name = pair.slice(0, equals).trim();
    const values = cookies.get(name) ?? [];
    values.push(decode(unquote(pair.slice(equals + 1).trim())));
    cookies.set(name, values);
  }
  return cookies;
}

function unquote(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

function decode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
