import { isLoopback } from './loopback.ts';
import type { Parse } from '../parse.ts';

/** Schemes that run or show what the link holds, instead of leading somewhere. */
const SCHEMES_REFUSED = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:'];

/** Where a browser is sent after a logout: an absolute https URL, or plain http on this machine. */
export const afterLogoutUrl: Parse<string> = (text) => {
  const url = absoluteUrl(text);
  return url !== null && isWeb(url)
    ? { value: text }
    : {
        problem: 'must be a URL such as https://www.example.com/goodbye (plain http is for localhost only).',
      };
};

/**
 * A sign-out URL that is registered at the app client: https, plain http on this machine, or an app's own scheme.
 * Cognito compares it as a whole, so it is taken as it is written.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export const logoutUri: Parse<string> = (text) => {
  const url = absoluteUrl(text);
  return url !== null && (isWeb(url) || isAppScheme(url))
    ? { value: text }
    : {
        problem:
          'must be a sign-out URL as registered at the app client, such as https://www.example.com/goodbye or myapp://goodbye, without fragment.',
      };
};

function absoluteUrl(text: string): URL | null {
  const url = /[\s#]|[^\x20-\x7e]/.test(text) ? null : URL.parse(text);
  return url === null || url.username !== '' || url.password !== '' ? null : url;
}

function isWeb({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isAppScheme({ protocol }: URL): boolean {
  return protocol !== 'http:' && !SCHEMES_REFUSED.includes(protocol);
}
