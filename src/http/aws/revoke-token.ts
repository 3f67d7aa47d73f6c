import { ServiceError } from '../../errors/service-error.ts';
import { parseRevokeTokenRequest } from '../../protocols/aws-json/revoke-token-request.ts';
import { tokenKind } from '../../tokens/token-kind.ts';
import { isTokenShaped } from '../../tokens/token-shape.ts';
import { exchangeOf } from '../exchange.ts';
import { takeFromBudget } from '../limits/take-from-budget.ts';
import { userContext } from '../request-context.ts';
import type { PerformApiCall } from './api-call.ts';
import { clientOfRevokeToken } from './client-of-revoke-token.ts';

/**
 * RevokeToken. What cannot be a token of Cognito's is answered as one that is dead already.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export const revokeToken: PerformApiCall = async ({ fields, onPath, response }, dependencies) => {
  const { endSession, appClients, limiter, fingerprint } = dependencies;
  const exchange = exchangeOf(response);
  const asked = parseRevokeTokenRequest(fields);

  const appClient = clientOfRevokeToken(asked, onPath, appClients);
  exchange.clientId = appClient.clientId;
  await takeFromBudget(limiter, { kind: 'app-client', clientId: appClient.clientId }, response);
  const tokenFingerprint = fingerprint(asked.token);
  exchange.fingerprint = tokenFingerprint;
  if (tokenKind(asked.token) === 'signed') {
    throw new ServiceError('unsupported-token-type', 'Unsupported token type');
  }
  if (!isTokenShaped(asked.token)) return;

  const { receiptId } = await endSession(
    {
      act: 'end-token-session',
      appClient,
      refreshToken: asked.token,
      fingerprint: tokenFingerprint,
      proof: undefined,
      everywhere: undefined,
      endSso: asked.endSso,
    },
    userContext(exchange, undefined),
  );
  exchange.receiptId = receiptId;
};
