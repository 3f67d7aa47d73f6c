import { ServerResponse } from 'node:http';
import type { Express } from 'express';
import { findExchange, type Exchange } from '../exchange.ts';
import { rateLimitHeaders } from '../limits/rate-limit-headers.ts';
import { securityHeaders } from './security-headers.ts';

/** What answers depend on beside the request's path and body. A route may set another. */
export const VARY = 'Origin, Sec-Fetch-Site';

/** Node's method that makes the head of an answer, once; `own` has the headers that were set, by their names in lower case. */
const MAKE_HEAD = '_storeHeader';

interface HeadMaker {
  [MAKE_HEAD]: (this: object, statusLine: string, own: object | null) => void;
}

/**
 * Has every answer of the app carry the headers that protect it, `Vary`, the id of its request, and how the budgets stand
 * that the request was counted against, but for what a route has set itself. Node.js checks, keeps and writes each header that
 * is set for itself; what is the same for all answers, and what the service has made of known characters, is text that
 * follows the status line.
 */
export function carryHeaders(app: Express): void {
  const lines = new Map(
    [...securityHeaders(), ['vary', VARY] as const].map((header) => [header[0], line(header)]),
  );
  const all = [...lines.values()].join('');
  const linesBut = (own: object): string => {
    if (!Object.keys(own).some((name) => lines.has(name))) return all;
    return [...lines].map(([name, text]) => (name in own ? '' : text)).join('');
  };
  const makeHead = (ServerResponse.prototype as unknown as HeadMaker)[MAKE_HEAD];
  (app.response as unknown as HeadMaker)[MAKE_HEAD] = function (statusLine, own) {
    const exchange = findExchange(this);
    const carried = exchange === undefined ? '' : linesBut(own ?? {}) + linesOf(exchange);
    makeHead.call(this, statusLine + carried, own);
  };
}

function linesOf({ requestId, budgets }: Exchange): string {
  return line(['x-request-id', requestId]) + rateLimitHeaders(budgets).map(line).join('');
}

function line([name, value]: readonly [string, string]): string {
  return `${name}: ${value}\r\n`;
}
