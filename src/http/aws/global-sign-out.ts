import { ServiceError } from '../../errors/service-error.ts';
import { parseGlobalSignOutRequest } from '../../protocols/aws-json/global-sign-out-request.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { VerifiedClaims } from '../../tokens/claims.ts';
import { SIGN_OUT_SCOPE } from '../../tokens/sign-out-scope.ts';
import { exchangeOf } from '../exchange.ts';
import { takeFromBudget } from '../limits/take-from-budget.ts';
import { userContext } from '../request-context.ts';
import type { PerformApiCall } from './api-call.ts';

/**
 * GlobalSignOut: ends every session of the user that the access token proves.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 */
export const globalSignOut: PerformApiCall = async ({ fields, onPath, response }, dependencies) => {
  const { endSession, appClients, tokens, limiter, fingerprint } = dependencies;
  const exchange = exchangeOf(response);
  const { accessToken } = parseGlobalSignOutRequest(fields);
  exchange.fingerprint = fingerprint(accessToken);

  const proof = requireSignOutRight(await tokens.verify(accessToken));
  const appClient = clientOfSignOut(proof, onPath, appClients);
  exchange.clientId = appClient.clientId;
  await takeFromBudget(limiter, { kind: 'user', sub: proof.sub }, response);

  const { receiptId } = await endSession(
    { act: 'end-own-sessions', appClient, proof, accessToken },
    userContext(exchange, proof),
  );
  exchange.receiptId = receiptId;
};

function requireSignOutRight(proof: VerifiedClaims | undefined): VerifiedClaims {
  if (proof?.tokenUse !== 'access') throw notAuthorized('Invalid Access Token');
  if (!proof.scopes.includes(SIGN_OUT_SCOPE)) {
    throw notAuthorized('Access Token does not have required scopes');
  }
  return proof;
}

/** The app client that the token is of; where the path names one, it has to be the same. */
function clientOfSignOut(
  { clientId }: VerifiedClaims,
  onPath: AppClientProfile | undefined,
  appClients: AppClientDirectory,
): AppClientProfile {
  const appClient = appClients.find(clientId);
  const isOther = onPath !== undefined && onPath.clientId !== clientId;
  if (appClient === undefined || isOther) throw notAuthorized('Invalid Access Token');
  return appClient;
}

function notAuthorized(message: string): ServiceError {
  return new ServiceError('unauthenticated', message);
}
