import { isLoopback } from './loopback.ts';
import type { Parse } from '../parse.ts';

/** Where callers find the service: https, or plain http on this machine. Its value has no slash at the end. */
export const publicUrl: Parse<string> = (text) => {
  const url = /[?#\s]|[^\x20-\x7e]/.test(text) ? null : URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || !isWeb(url)) {
    return {
      problem:
        'must be a URL such as https://logout.example.com, without user name, query or fragment (plain http is for localhost only).',
    };
  }
  return { value: url.href.replace(/(?<!\/)\/+$/, '') };
};

function isWeb({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
