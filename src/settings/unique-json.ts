const STRING = /"(?:[^"\\]|\\.)*"/g;

/**
 * What a JSON text says, in which no object has a name twice: which of both counts is not for a parser to choose (RFC 8259
 * section 4). Undefined for any other text.
 */
export function parseUniqueJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const written = text.replaceAll(STRING, '').split(':').length - 1;
    return membersIn(value) === written ? value : undefined;
  } catch {
    // Not JSON, or nested so deeply that it is not looked through.
    return undefined;
  }
}

/** How many names all its objects have together. */
function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((members, inner) => members + membersIn(inner), own);
}
