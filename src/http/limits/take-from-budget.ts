import type { Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { LimitDecision, LimitSubject, RequestLimiter } from '../../revocation/ports/request-limiter.ts';
import { exchangeOf } from '../exchange.ts';

/**
 * Takes one from a subject's budget and says so on the answer.
 *
 * @throws ServiceError `too-many-requests` when nothing is left
 */
export function takeFromBudget(
  limiter: RequestLimiter,
  subject: LimitSubject,
  response: Response,
): Promise<void> {
  return limiter.take(subject).then((decision) => enforce(decision, response));
}

/** The same, without taking anything. */
export async function requireBudget(
  limiter: RequestLimiter,
  subject: LimitSubject,
  response: Response,
): Promise<void> {
  const decision = await limiter.peek(subject);
  if (!decision.allowed) enforce(decision, response);
}

/**
 * Makes what to do with an error that leaves open who asks: what is over the limit of the address is refused for that.
 *
 * @throws ServiceError (what is made) `too-many-requests`, or else the error
 */
export function unlessOverLimit(response: Response): (error: unknown) => never {
  return (error) => {
    const { addressDecision } = exchangeOf(response);
    if (addressDecision !== undefined) enforce(addressDecision, response);
    throw error;
  };
}

/** Says on the answer how a budget stands, after those that it says already, and refuses nothing. */
export function showBudget(decision: LimitDecision, response: Response): void {
  exchangeOf(response).budgets.push(decision);
}

/**
 * Acts on a decision.
 *
 * @throws ServiceError `too-many-requests` when nothing was left
 */
export function enforce(decision: LimitDecision, response: Response): void {
  showBudget(decision, response);
  if (decision.allowed) return;
  throw new ServiceError('too-many-requests', 'Too many requests. Try again later.', {
    retryAfterSeconds: Math.max(1, Math.ceil(decision.resetSeconds)),
  });
}
