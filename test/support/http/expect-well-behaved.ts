import { expect } from '@jest/globals';
import { encodingsOf } from '../canaries.ts';
import type { Answer } from './answer.ts';
import * as credentials from './credentials.ts';

const SECRETS = Object.values(credentials).flatMap(encodingsOf);

/** What holds for every answer, whatever was asked. */
export function expectWellBehaved({ status, headers, setCookie, text }: Answer): void {
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  expect(headers['vary']).toBe('Origin, Sec-Fetch-Site');
  expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['etag']).toBeUndefined();
  expect(status).not.toBe(304);
  const everything = [JSON.stringify(headers), ...setCookie, text].join('\n');
  expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
}
