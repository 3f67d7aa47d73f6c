import { isLoopback } from './loopback.ts';
import type { Parse } from '../parse.ts';

const PROBLEM = 'must be a URL such as https://auth.example.com, without user name, query or fragment.';

/** Where requests to Cognito go: an https or http URL. Its value has no slash at the end. */
export const upstreamUrl: Parse<string> = (text) => {
  const url = /^https?:\/\//.test(text) ? URL.parse(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || /[?#\s]/.test(text)) {
    return { problem: PROBLEM };
  }
  return { value: url.href.replace(/(?<!\/)\/+$/, '') };
};

/** A user pool's domain: like `upstreamUrl`, or the bare host name as the AWS console shows it. */
export const userPoolDomain: Parse<string> = (text) =>
  upstreamUrl(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text) ? `https://${text}` : text);

/**
 * What is wrong with sending tokens and secrets to a URL: nothing if it is https, this machine, or a host that the
 * operator named.
 */
export function plainHttpProblem(url: string, insecureHosts: readonly string[]): string | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || isLoopback(hostname) || insecureHosts.includes(hostname)) return undefined;
  return 'must begin with https://, since tokens and secrets go there. Plain http is for localhost, and for hosts that INSECURE_UPSTREAM_HOSTS names.';
}
