import { isLoopback } from './loopback.ts';
import type { Parse } from '../parse.ts';

/**
 * An exact web origin (RFC 6454): `https://app.example.com`, or plain http on this machine. It is compared with a
 * browser's `Origin` header character by character, so it has to be written as a browser writes it.
 */
export const origin: Parse<string> = (text) => {
  if (text.includes('*')) return { problem: 'must not be or hold a wildcard: name every origin.' };
  if (text === 'null') {
    return { problem: 'must not be null: sandboxed and local pages of anybody have that origin.' };
  }
  const url = URL.parse(text);
  if (url === null) return { problem: 'must be an origin such as https://app.example.com.' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { problem: 'must begin with https:// (plain http is for localhost only).' };
  }
  return url.origin === text
    ? { value: text }
    : {
        problem:
          'must be scheme, host and port only, as browsers send it: lower case, no path, no slash at the end, no default port.',
      };
};
