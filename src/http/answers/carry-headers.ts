import type { Express } from 'express';
import { findExchange, type Exchange } from '../exchange.ts';
import { rateLimitHeaders } from '../limits/rate-limit-headers.ts';
import { addHeadLines, headLine, headLines } from './head-lines.ts';
import { securityHeaders } from './security-headers.ts';

/** What answers depend on beside the request's path and body. A route may set another. */
export const VARY = 'Origin, Sec-Fetch-Site';

/**
 * Has every answer of the app carry the headers that protect it, `Vary`, the id of its request, and how the budgets stand
 * that the request was counted against, but for what a route has set itself.
 */
export function carryHeaders(app: Express): void {
  const lines = new Map(
    [...securityHeaders(), ['vary', VARY] as const].map(([name, value]) => [name, headLine(name, value)]),
  );
  const all = [...lines.values()].join('');
  const linesBut = (own: object): string => {
    if (!Object.keys(own).some((name) => lines.has(name))) return all;
    return [...lines].map(([name, text]) => (name in own ? '' : text)).join('');
  };
  addHeadLines(app.response, (response, own) => {
    const exchange = findExchange(response);
    return exchange === undefined ? linesBut(own) : linesBut(own) + linesOf(exchange);
  });
}

function linesOf({ requestId, budgets }: Exchange): string {
  return headLine('x-request-id', requestId) + headLines(rateLimitHeaders(budgets));
}
