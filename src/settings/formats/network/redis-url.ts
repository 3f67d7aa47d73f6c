import type { Parse } from '../../parse.ts';
import { isDecodable } from './is-decodable.ts';

/** Where Redis or Valkey is: `redis://`, or `rediss://` for TLS, with credentials and a database number at will. */
export const redisUrl: Parse<string> = (text) => (isRedisUrl(text) ? { value: text } : { problem: PROBLEM });

const PROBLEM =
  'must be a URL such as rediss://user:password@redis.example.com:6379/0 (redis:// without TLS), and nothing after the database number.';

function isRedisUrl(text: string): boolean {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, search, hash, username, password } = new URL(text);
  const saysMore = search !== '' || hash !== '' || !/^(?:\/\d{0,5})?$/.test(pathname);
  return hostname !== '' && !saysMore && [username, password].every(isDecodable);
}
