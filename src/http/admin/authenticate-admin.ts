import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { AdminAuthenticator, AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { bearerCredential } from '../bearer-token.ts';
import { exchangeOf } from '../exchange.ts';
import { enforce, requireBudget, takeFromBudget, unlessOverLimit } from '../limits/take-from-budget.ts';
import { credentialId } from './credential-id.ts';

/** What is said to whom, and how their requests are counted. */
export interface Authentication {
  readonly credential: string | undefined;
  readonly authenticator: AdminAuthenticator;
  readonly countedAs: 'admin' | 'reader';
  readonly words: {
    readonly missing: string;
    readonly wrong: string;
    readonly forbidden: string;
  };
  /** What a missing or wrong credential is answered with. */
  readonly code?: 'unauthenticated' | 'forbidden';
  /** The scheme to authenticate with (RFC 9110 section 11.6.1). */
  readonly challenge?: string;
}

const ADMIN_WORDS: Authentication['words'] = {
  missing: 'Send an access token or API key as Authorization: Bearer.',
  wrong: 'The access token or API key was not accepted.',
  forbidden: 'This credential gives no admin rights.',
};

/** Proves the admin behind a request. See `authenticate`. */
export function authenticateAdmin(
  request: Request,
  response: Response,
  dependencies: AppDependencies,
): Promise<AdminIdentity> {
  const { admins: authenticator } = dependencies;
  const credential = bearerCredential(request.headers.authorization);
  return authenticate(
    { credential, authenticator, countedAs: 'admin', words: ADMIN_WORDS },
    response,
    dependencies,
  );
}

/**
 * Proves who is behind a request, before anything else of it is read. Failures are counted by address and key
 * together, and whoever guesses is stopped. A genuine credential is never refused for the failures of others: or
 * else anybody behind the same address could keep an admin from ending a session.
 *
 * @throws ServiceError `unauthenticated`, `forbidden` or `too-many-requests`; `not-durable` when nobody can say
 */
export async function authenticate(
  { credential, authenticator, countedAs, words, code = 'unauthenticated', challenge }: Authentication,
  response: Response,
  { limiter, telemetry, fingerprint }: Pick<AppDependencies, 'limiter' | 'telemetry' | 'fingerprint'>,
): Promise<AdminIdentity> {
  const exchange = exchangeOf(response);
  const { requestId, clientAddress: address, addressDecision } = exchange;
  const result =
    credential === undefined
      ? NO_CREDENTIAL
      : await authenticator.authenticate(credential).catch(unlessOverLimit(response));
  if (result.kind === 'authenticated') {
    exchange.adminId = result.admin.id;
    await limiter.giveBack({ kind: 'client-address', address });
    await takeFromBudget(limiter, { kind: countedAs, id: result.admin.id }, response);
    return result.admin;
  }

  telemetry.adminRefused({ requestId, clientAddress: address, why: result.why });
  if (addressDecision !== undefined) enforce(addressDecision, response);
  if (result.kind === 'forbidden') throw new ServiceError('forbidden', words.forbidden);
  const details = challenge === undefined ? {} : { challenge };
  if (credential === undefined) throw new ServiceError(code, words.missing, details);
  const failure = { kind: 'admin-failure', address, keyId: credentialId(credential, fingerprint) } as const;
  await requireBudget(limiter, failure, response);
  await limiter.take(failure);
  throw new ServiceError(code, words.wrong, details);
}

const NO_CREDENTIAL = { kind: 'unauthenticated', why: 'no-credential' } as const;
