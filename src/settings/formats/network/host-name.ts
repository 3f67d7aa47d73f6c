import { isIP } from 'node:net';
import type { Parse } from '../../parse.ts';

/** A host name (RFC 1123 section 2.1, and underscores, as container networks have them) or an IP address. */
export const hostName: Parse<string> = (text) =>
  isIP(text) !== 0 || /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(text)
    ? { value: text }
    : { problem: 'must be a host name in lower case or an IP address, without scheme and port.' };
