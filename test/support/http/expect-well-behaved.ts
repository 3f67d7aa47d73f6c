import { expect } from '@jest/globals';
import { encodingsOf } from '../canaries.ts';
import type { Answer } from './answer.ts';
import * as credentials from './credentials.ts';

const SECRETS = Object.values(credentials).flatMap(encodingsOf);

const POLICY = /^default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'$/;
const PAGE_POLICY =
  /^default-src 'none';style-src 'sha256-[A-Za-z0-9+/=]{44}';base-uri 'none';form-action 'none';frame-ancestors 'none'$/;

/**
 * What holds for every answer, whatever was asked.
 *
 * @param isBatch whether it may be a batch of the feed, which has an entity tag and comes in two codings
 */
export function expectWellBehaved({ status, headers, setCookie, text }: Answer, isBatch = false): void {
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  const hasTag = isBatch && (status === 200 || status === 304);
  expect(headers['vary']).toBe(`Origin, Sec-Fetch-Site${hasTag ? ', Authorization, Accept-Encoding' : ''}`);
  const isPage = headers['content-type']?.startsWith('text/html') === true;
  expect(headers['content-security-policy']).toMatch(isPage ? PAGE_POLICY : POLICY);
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['etag'] !== undefined).toBe(hasTag);
  if (!isBatch) expect(status).not.toBe(304);
  const everything = [JSON.stringify(headers), ...setCookie, text].join('\n');
  expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
}
