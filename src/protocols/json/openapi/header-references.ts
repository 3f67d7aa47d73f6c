import type { Json } from './json-schema.ts';

const HEADERS_OF_EVERY_ANSWER = ['X-Request-Id', 'Cache-Control'];

export const RATE_LIMIT_HEADERS = ['RateLimit-Policy', 'RateLimit'];

/** The headers of an answer: these, and those that every answer has. */
export function headersNamed(names: readonly string[]): Json {
  return Object.fromEntries(
    [...HEADERS_OF_EVERY_ANSWER, ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}
