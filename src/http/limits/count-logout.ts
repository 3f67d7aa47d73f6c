import type { Response } from 'express';
import type { RequestLimiter } from '../../revocation/ports/request-limiter.ts';
import type { VerifiedClaims } from '../../tokens/claims.ts';
import { exchangeOf } from '../exchange.ts';
import type { RecentTokens } from './recent-tokens.ts';
import { enforce, showBudget, takeFromBudget } from './take-from-budget.ts';

export interface CountedLogout {
  readonly clientId: string;
  readonly fingerprint: string;
  readonly proof: VerifiedClaims | undefined;
}

/**
 * Counts a logout against whom it is from: the user who is proven, wherever they ask from, or else the address and
 * the app client. Whole offices share an address, and anybody can name an app client, so a proven user is never refused
 * for what others did. Trying the same token again is free, ten times: the callers that retry are those whose logout has not
 * succeeded yet. What those who prove nothing ask of Cognito stays bounded all the same, by the app client's budget.
 *
 * @throws ServiceError `too-many-requests`
 */
export async function countLogout(
  limiter: RequestLimiter,
  recentTokens: RecentTokens,
  { clientId, fingerprint, proof }: CountedLogout,
  response: Response,
): Promise<void> {
  const { clientAddress: address, addressDecision } = exchangeOf(response);
  const pair = `${address} ${fingerprint}` as const;
  const ofAddress = { kind: 'client-address', address } as const;
  if (recentTokens.isFreeRetry(pair)) {
    await limiter.giveBack(ofAddress);
    if (addressDecision !== undefined) showBudget(addressDecision, response);
  } else if (proof !== undefined) {
    await limiter.giveBack(ofAddress);
    await takeFromBudget(limiter, { kind: 'user', sub: proof.sub }, response);
  } else if (addressDecision !== undefined) {
    enforce(addressDecision, response);
  }
  if (proof === undefined) await takeFromBudget(limiter, { kind: 'app-client', clientId }, response);
  recentTokens.remember(pair);
}
