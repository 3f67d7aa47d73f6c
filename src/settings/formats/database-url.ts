import type { Parse } from '../parse.ts';

/** Which engine keeps what was accepted, with all that the engine needs to know. */
export type DatabaseUrl = { readonly engine: 'memory' };

/** A function per scheme. */
const ENGINES: Record<string, Parse<DatabaseUrl>> = {
  'memory:': (rest) => (rest === '' ? { value: { engine: 'memory' } } : { problem: 'must be just memory:' }),
};

export const databaseUrl: Parse<DatabaseUrl> = (text) => {
  const scheme = text.slice(0, text.indexOf(':') + 1);
  const parseRest = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  return parseRest === undefined
    ? { problem: `must begin with one of: ${Object.keys(ENGINES).join(', ')}` }
    : parseRest(text.slice(scheme.length));
};
