import type { RequestHandler } from 'express';
import type { RequestLimiter } from '../../revocation/ports/request-limiter.ts';
import { exchangeOf } from '../exchange.ts';
import { takeFromBudget } from '../limits/take-from-budget.ts';

/** Counts requests by the caller's address, before anything of the request is read. */
export function limitByAddress(limiter: RequestLimiter): RequestHandler {
  return async (_request, response, next) => {
    const address = exchangeOf(response).clientAddress;
    await takeFromBudget(limiter, { kind: 'client-address', address }, response);
    next();
  };
}
