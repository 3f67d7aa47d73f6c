import type { Parsed, Parse } from '../../parse.ts';
import { createSecret, type Secret } from '../../secret.ts';
import { isDecodable } from './is-decodable.ts';

/** Which engine keeps what was accepted, with all that the engine needs to know. */
export type DatabaseUrl =
  | { readonly engine: 'memory' }
  | { readonly engine: 'sqlite'; readonly path: string }
  /** The URL as `pg` takes it, which may hold a password. */
  | { readonly engine: 'postgres'; readonly url: Secret };

/** A function per scheme, which takes the whole text. */
const ENGINES: Record<string, Parse<DatabaseUrl>> = {
  'memory:': (text) =>
    text === 'memory:' ? { value: { engine: 'memory' } } : { problem: 'must be just memory:' },
  'file:': sqlite,
  'postgres:': postgres,
  'postgresql:': postgres,
};

export const databaseUrl: Parse<DatabaseUrl> = (text) => {
  const scheme = text.slice(0, text.indexOf(':') + 1);
  const parse = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  return parse === undefined
    ? { problem: `must begin with one of: ${Object.keys(ENGINES).join(', ')}` }
    : parse(text);
};

function sqlite(text: string): Parsed<DatabaseUrl> {
  const path = text.slice('file:'.length);
  const isPath = /^[^\0\r\n?#]{1,4096}$/.test(path) && !path.startsWith('//') && !path.endsWith('/');
  return isPath
    ? { value: { engine: 'sqlite', path } }
    : { problem: 'must be file: and the path of the database file, such as file:./data/cognito-logout.db' };
}

function postgres(text: string): Parsed<DatabaseUrl> {
  if (!URL.canParse(text)) return { problem: NO_DATABASE };
  const { hostname, pathname, username, password, searchParams } = new URL(text);
  if (searchParams.has('options')) {
    return { problem: 'must be without the parameter options: the service sets its own, for its promises' };
  }
  if (!searchParams.getAll('port').every(isPort)) {
    return { problem: 'must have a port between 1 and 65535, also as its parameter port' };
  }
  if (![username, password, pathname].every(isDecodable)) {
    return {
      problem:
        'must be percent-encoded in its user, password and database: write a percent sign as %25, and what else has a meaning in URLs alike.',
    };
  }
  return hostname !== '' && /^\/[^/]+$/.test(pathname)
    ? { value: { engine: 'postgres', url: createSecret(text) } }
    : { problem: NO_DATABASE };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

const NO_DATABASE =
  'must be a URL such as postgres://user:password@db.example.com:5432/logout?sslmode=verify-full';
