import { isIP } from 'node:net';
import { integer } from '../integer.ts';
import type { Parse, Parsed } from '../../parse.ts';

/** Which `X-Forwarded-For` entries to believe: so many hops from the right, or those from these networks. */
export type TrustProxy = number | readonly string[];

const HOPS_MAX = 10;
const hops = integer(0, HOPS_MAX);

/**
 * A hop count or a list of networks, in the form that Express takes for `trust proxy`. "Everything" is refused:
 * Express would then take the left-most address, which the caller writes.
 * Source: https://expressjs.com/en/guide/behind-proxies.html
 */
export const trustProxy: Parse<TrustProxy> = (text) => {
  if (text === 'true') {
    return {
      problem:
        'must not be true: any caller could then choose the address that limits and audit records see. Give the number of proxies in front of the service, or their networks.',
    };
  }
  if (/^\d+$/.test(text)) return hops(text);
  return networks(text.split(',').map((item) => item.trim()));
};

function networks(items: readonly string[]): Parsed<readonly string[]> {
  if (!items.every(isNetwork)) {
    return {
      problem: `must be the number of proxies in front of the service (0 to ${HOPS_MAX}), or their networks such as 10.0.0.0/8,192.168.1.4.`,
    };
  }
  if (items.some((item) => item.endsWith('/0'))) {
    return { problem: 'must not hold a network of length 0: it would trust every caller.' };
  }
  return { value: items };
}

function isNetwork(item: string): boolean {
  const [address = '', length, ...rest] = item.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || 'value' in integer(0, version === 4 ? 32 : 128)(length);
}
