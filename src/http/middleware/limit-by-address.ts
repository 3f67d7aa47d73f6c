import type { Response } from 'express';
import type { LimitDecision, RequestLimiter } from '../../revocation/ports/request-limiter.ts';
import { exchangeOf } from '../exchange.ts';
import { enforce } from '../limits/take-from-budget.ts';
import { labelsOf } from '../routing/route-table.ts';
import type { Route } from '../routing/route.ts';

/**
 * Counts requests by the caller's address, before anything of the request is read. What is over the limit is refused
 * here, but for routes that find out first whom to count.
 *
 * @throws ServiceError (that function rejects) `too-many-requests`
 */
export function limitByAddress(
  limiter: RequestLimiter,
  routes: readonly Route[],
): (response: Response) => Promise<void> {
  const decidingThemselves = new Set(
    routes.filter(({ countsItself }) => countsItself).map((route) => labelsOf(route).own),
  );
  return (response) => {
    const exchange = exchangeOf(response);
    const heed = (decision: LimitDecision): void => {
      if (decidingThemselves.has(exchange.route)) exchange.addressDecision = decision;
      else enforce(decision, response);
    };
    return limiter.take({ kind: 'client-address', address: exchange.clientAddress }).then(heed);
  };
}
