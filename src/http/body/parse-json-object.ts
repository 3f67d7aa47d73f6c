import { ServiceError } from '../../errors/service-error.ts';

/** Brackets, and strings with the colon that makes them member names. Sound on text that is valid JSON. */
const BRACKETS_AND_STRINGS = /("[^"\\]*(?:\\.[^"\\]*)*")\s*(:?)|[{}[\]]/gsu;

/**
 * Parses a JSON object. Names that occur twice are refused, since readers differ in which one counts
 * (RFC 8259 section 4).
 *
 * @throws ServiceError `invalid-request`; neither its message nor its cause holds any of the text
 */
export function parseJsonObject(text: string): object {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ServiceError('invalid-request', 'The body must be a JSON object.');
  }
  if (!isPlain(text, value) && hasDuplicateNames(text)) {
    throw new ServiceError('invalid-request', 'The body has the same field twice.');
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('invalid-request', 'The body is not valid JSON.');
  }
}

/**
 * Whether every string in the text is a name or a value of this flat object, which leaves none for a name that occurred
 * twice. Most bodies are that, and this is much cheaper to tell than the other.
 */
function isPlain(text: string, object: object): boolean {
  let strings = 0;
  for (const value of Object.values(object) as unknown[]) {
    if (typeof value === 'object') return false;
    strings += typeof value === 'string' ? 2 : 1;
  }
  if (text.includes('\\')) return false;
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes === 2 * strings;
}

function hasDuplicateNames(json: string): boolean {
  const open: Set<unknown>[] = [];
  for (const [token, string, colon] of json.matchAll(BRACKETS_AND_STRINGS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (string !== undefined && colon === ':') {
      const name: unknown = JSON.parse(string);
      const names = open.at(-1);
      if (names?.has(name) === true) return true;
      names?.add(name);
    }
  }
  return false;
}
