import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { bearerCredential } from '../bearer-token.ts';
import { exchangeOf } from '../exchange.ts';
import { requireBudget, takeFromBudget } from '../limits/take-from-budget.ts';
import { credentialId } from './credential-id.ts';

/**
 * Proves the admin behind a request, before anything else of it is read. Failures are counted by address and key
 * together: whoever guesses is stopped, and the owner of the key, elsewhere, is not.
 *
 * @throws ServiceError `unauthenticated`, `forbidden` or `too-many-requests`
 */
export async function authenticateAdmin(
  request: Request,
  response: Response,
  { admins, limiter, telemetry, fingerprint }: AppDependencies,
): Promise<AdminIdentity> {
  const exchange = exchangeOf(response);
  const { requestId, clientAddress } = exchange;
  const credential = bearerCredential(request.headers.authorization);
  if (credential === undefined) {
    telemetry.adminRefused({ requestId, clientAddress, why: 'no-credential' });
    throw new ServiceError('unauthenticated', 'Send an access token or API key as Authorization: Bearer.');
  }
  const keyId = credentialId(credential, fingerprint);
  const failure = { kind: 'admin-failure', address: clientAddress, keyId } as const;
  await requireBudget(limiter, failure, response);

  const result = await admins.authenticate(credential);
  if (result.kind === 'authenticated') {
    exchange.adminId = result.admin.id;
    await takeFromBudget(limiter, { kind: 'admin', id: result.admin.id }, response);
    return result.admin;
  }
  telemetry.adminRefused({ requestId, clientAddress, why: result.why });
  if (result.kind === 'forbidden')
    throw new ServiceError('forbidden', 'This credential gives no admin rights.');
  await limiter.take(failure);
  throw new ServiceError('unauthenticated', 'The access token or API key was not accepted.');
}
