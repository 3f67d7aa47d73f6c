/** A function of a profile: V8's name for it, and where it stands. */
export interface ProfiledFunction {
  readonly functionName: string;
  readonly url: string;
}

/** What V8 does by itself, by the names that its profiler has for it. */
const BY_ITSELF: Readonly<Record<string, string>> = {
  '(garbage collector)': 'garbage collection',
  '(program)': 'native code that no function called',
};

const PACKAGES: Readonly<Record<string, string>> = {
  express: 'Express and its router',
  router: 'Express and its router',
  'path-to-regexp': 'Express and its router',
  parseurl: 'Express and its router',
  finalhandler: 'Express and its router',
  'proxy-addr': 'Express and its router',
  forwarded: 'Express and its router',
  undici: 'undici',
  pino: 'pino',
};

/**
 * The part of the service that a function belongs to; undefined for one that has no place of its own, whose time is its
 * caller's, and for waiting.
 */
export function partOf({ functionName, url }: ProfiledFunction): string | undefined {
  if (Object.hasOwn(BY_ITSELF, functionName)) return BY_ITSELF[functionName];
  if (url.startsWith('wasm:')) return 'undici';
  if (/^node:_?http/.test(url)) return 'Node.js: HTTP';
  if (/^node:(?:net|internal\/(?:streams|stream_base))/.test(url)) return 'Node.js: sockets and streams';
  if (/^node:(?:internal\/)?crypto/.test(url)) return 'Node.js: hashes and random ids';
  if (url.startsWith('node:')) return 'Node.js: promises, timers, events and the rest';
  const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (name !== undefined) return PACKAGES[name] ?? 'other packages';
  const [, room] = /\/src\/([^/]+)\//.exec(url) ?? [];
  return room === undefined ? undefined : `src/${room}`;
}
