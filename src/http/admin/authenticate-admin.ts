import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { bearerCredential } from '../bearer-token.ts';
import { exchangeOf } from '../exchange.ts';
import { enforce, requireBudget, takeFromBudget } from '../limits/take-from-budget.ts';
import { credentialId } from './credential-id.ts';

/**
 * Proves the admin behind a request, before anything else of it is read. Failures are counted by address and key
 * together, and whoever guesses is stopped. A genuine credential is never refused for the failures of others: or
 * else anybody behind the same address could keep an admin from ending a session.
 *
 * @throws ServiceError `unauthenticated`, `forbidden` or `too-many-requests`
 */
export async function authenticateAdmin(
  request: Request,
  response: Response,
  { admins, limiter, telemetry, fingerprint }: AppDependencies,
): Promise<AdminIdentity> {
  const exchange = exchangeOf(response);
  const { requestId, clientAddress: address, addressDecision } = exchange;
  const credential = bearerCredential(request.headers.authorization);
  const result = credential === undefined ? NO_CREDENTIAL : await admins.authenticate(credential);
  if (result.kind === 'authenticated') {
    exchange.adminId = result.admin.id;
    await limiter.giveBack({ kind: 'client-address', address });
    await takeFromBudget(limiter, { kind: 'admin', id: result.admin.id }, response);
    return result.admin;
  }

  telemetry.adminRefused({ requestId, clientAddress: address, why: result.why });
  if (addressDecision !== undefined) enforce(addressDecision, response);
  if (result.kind === 'forbidden')
    throw new ServiceError('forbidden', 'This credential gives no admin rights.');
  if (credential === undefined)
    throw new ServiceError('unauthenticated', 'Send an access token or API key as Authorization: Bearer.');
  const failure = { kind: 'admin-failure', address, keyId: credentialId(credential, fingerprint) } as const;
  await requireBudget(limiter, failure, response);
  await limiter.take(failure);
  throw new ServiceError('unauthenticated', 'The access token or API key was not accepted.');
}

const NO_CREDENTIAL = { kind: 'unauthenticated', why: 'no-credential' } as const;
