import { ServiceError } from '../../errors/service-error.ts';
import { membersOf } from '../../protocols/aws-json/members.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import { retryAfter } from '../../revocation/refusals/retry-after.ts';
import { sendAwsAnswer } from '../answers/send-aws-json.ts';
import { onlyAppClient } from '../app-clients/only-app-client.ts';
import type { AppDependencies, PassThroughSettings } from '../app-dependencies.ts';
import { exchangeOf } from '../exchange.ts';
import { takeFromBudget } from '../limits/take-from-budget.ts';
import type { ApiCall } from './api-call.ts';

/**
 * Passes an operation on that ends no session, and answers as Cognito did.
 *
 * @throws ServiceError `unknown-client`, `unauthenticated`, `too-many-requests`; `not-durable` if Cognito did not answer
 */
export async function passOn(
  operation: string,
  { fields, onPath, response }: ApiCall,
  dependencies: AppDependencies,
  { deadlineMs }: PassThroughSettings,
): Promise<void> {
  const exchange = exchangeOf(response);
  const { clientId } = await clientOfPassedCall(fields, onPath, dependencies);
  exchange.clientId = clientId;
  await takeFromBudget(dependencies.limiter, { kind: 'app-client', clientId }, response);

  const signal = AbortSignal.timeout(deadlineMs);
  const answer = await dependencies.passThrough.pass({ operation, clientId, fields }, signal);
  if (answer.kind === 'no-answer') {
    throw new ServiceError('not-durable', 'Cognito did not answer in time. Try again.', {
      cause: answer.cause,
      retryAfterSeconds: retryAfter(),
    });
  }
  sendAwsAnswer(response, answer);
}

/**
 * The app client that the call names, by `ClientId` or by an access token, which has to verify; else the one that the
 * path names, or the only one there is. Where the path names one, it has to be the same.
 */
async function clientOfPassedCall(
  fields: object,
  onPath: AppClientProfile | undefined,
  { appClients, tokens }: AppDependencies,
): Promise<AppClientProfile> {
  const { ClientId, AccessToken } = membersOf(fields, { ClientId: {}, AccessToken: {} });
  const named = ClientId ?? (AccessToken === undefined ? undefined : await clientIdOf(AccessToken, tokens));
  const appClient =
    named === undefined ? (onPath ?? onlyAppClient(appClients.all())) : appClients.find(named);
  if (appClient !== undefined && (onPath === undefined || onPath.clientId === appClient.clientId))
    return appClient;
  throw new ServiceError('unknown-client', 'The app client is not configured.');
}

async function clientIdOf(accessToken: string, tokens: AppDependencies['tokens']): Promise<string> {
  const proof = await tokens.verify(accessToken);
  if (proof?.tokenUse === 'access') return proof.clientId;
  throw new ServiceError('unauthenticated', 'Invalid Access Token');
}
