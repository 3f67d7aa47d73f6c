import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { VerifiedClaims } from '../../tokens/claims.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { exchangeOf } from '../exchange.ts';
import { enforce, takeFromBudget, unlessOverLimit } from '../limits/take-from-budget.ts';
import { accessTokenOf } from './access-token-of.ts';

/** A user, proven by an access token. */
export interface SessionCaller {
  readonly accessToken: string;
  readonly proof: VerifiedClaims;
  readonly appClient: AppClientProfile;
}

const UNAUTHENTICATED = 'Send a valid access token of the user as Authorization: Bearer.';
const UNTRACKED =
  'For this app client the service does not offer single sessions: its user pool has to track sessions, which needs ' +
  'the Essentials or Plus tier, and sessionTracking has to be set in the configuration of the app client.';

/**
 * Proves the user behind a request for the user's own sessions, and counts it against that user, wherever it comes
 * from; requests that prove nobody count against their address.
 *
 * @throws ServiceError `invalid-request`, `origin-not-allowed`, `unauthenticated`, `too-many-requests`, or
 *   `feature-unavailable` where the app client is not configured for it
 */
export async function proveCaller(
  request: Request,
  response: Response,
  { appClients, tokens, limiter, fingerprint }: AppDependencies,
): Promise<SessionCaller> {
  const exchange = exchangeOf(response);
  const { clientAddress: address, addressDecision } = exchange;
  const accessToken = accessTokenOf(request.headers, appClients.all());
  const proof =
    accessToken === undefined ? undefined : await tokens.verify(accessToken).catch(unlessOverLimit(response));
  const appClient = proof?.tokenUse === 'access' ? appClients.find(proof.clientId) : undefined;
  if (accessToken === undefined || proof === undefined || appClient === undefined) {
    if (addressDecision !== undefined) enforce(addressDecision, response);
    throw new ServiceError('unauthenticated', UNAUTHENTICATED);
  }
  exchange.clientId = appClient.clientId;
  exchange.fingerprint = fingerprint(accessToken);
  await limiter.giveBack({ kind: 'client-address', address });
  await takeFromBudget(limiter, { kind: 'user', sub: proof.sub }, response);
  await takeFromBudget(limiter, { kind: 'app-client', clientId: appClient.clientId }, response);
  if (!appClient.sessionTracking) throw new ServiceError('feature-unavailable', UNTRACKED);
  return { accessToken, proof, appClient };
}
