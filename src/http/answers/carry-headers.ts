import type { Express } from 'express';
import { findExchange, type Exchange } from '../exchange.ts';
import { rateLimitHeaders } from '../limits/rate-limit-headers.ts';
import { addHeadLines, headLine, headLines } from './head-lines.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What answers depend on beside the request's path and body. A route may set another. */
export const VARY = 'Origin, Sec-Fetch-Site';

/**
 * Has every answer of the app carry the headers that protect it, `Vary`, the id of its request, and how the budgets stand
 * that the request was counted against, but for what a route has set itself.
 */
export function carryHeaders(app: Express): void {
  const lines = new Map(
    [...SECURITY_HEADERS, ['Vary', VARY] as const].map((header) => [
      header[0].toLowerCase(),
      headLine(...header),
    ]),
  );
  /** By the names of those that are left out, since most answers leave out the same. */
  const texts = new Map<string, string>();
  const linesBut = (own: object): string => {
    const without = Object.keys(own).filter((name) => lines.has(name));
    const key = without.join(' ');
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = [...lines].map(([name, line]) => (without.includes(name) ? '' : line)).join('');
    texts.set(key, text);
    return text;
  };
  addHeadLines(app.response, (response, own) => {
    const exchange = findExchange(response);
    return exchange === undefined ? linesBut(own) : linesBut(own) + linesOf(exchange);
  });
}

function linesOf({ requestId, budgets }: Exchange): string {
  return headLine('x-request-id', requestId) + headLines(rateLimitHeaders(budgets));
}
