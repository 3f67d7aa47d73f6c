import { CognitoError } from '../../../cognito-error.ts';
import { clientNotFound } from '../../../pool/check-access-token.ts';
import { findClient } from '../../../world.ts';
import { authenticate, type AuthFlow } from '../../auth-flow.ts';
import { authParametersOf } from '../../auth-parameters.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import { poolOf, type Operation } from '../../operation.ts';

const FLOWS = new Map<string, { readonly flow: AuthFlow; readonly permission: string }>([
  ['ADMIN_USER_PASSWORD_AUTH', { flow: 'password', permission: 'ADMIN_USER_PASSWORD_AUTH' }],
  ['ADMIN_NO_SRP_AUTH', { flow: 'password', permission: 'ADMIN_USER_PASSWORD_AUTH' }],
  ['USER_PASSWORD_AUTH', { flow: 'password', permission: 'USER_PASSWORD_AUTH' }],
  ['REFRESH_TOKEN_AUTH', { flow: 'refresh', permission: 'REFRESH_TOKEN_AUTH' }],
  ['REFRESH_TOKEN', { flow: 'refresh', permission: 'REFRESH_TOKEN_AUTH' }],
]);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const adminInitiateAuth: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId, ClientId, AuthFlow } = checkMembers(input, {
      UserPoolId: MEMBER.userPoolId,
      ClientId: MEMBER.clientId,
      AuthFlow: { required: true },
    });
    const parameters = authParametersOf(input);
    const pool = poolOf(UserPoolId, context);
    const client = pool.clients.get(ClientId);
    if (client === undefined) {
      if (findClient(context.world, ClientId) === undefined) throw clientNotFound(ClientId);
      throw new CognitoError(
        'ResourceNotFoundException',
        `User pool client ${ClientId} does not exist in user pool ${UserPoolId}.`,
      );
    }
    const flow = FLOWS.get(AuthFlow);
    if (flow === undefined) {
      throw new CognitoError('InvalidParameterException', `${AuthFlow} is not supported by this API`);
    }
    return authenticate({ pool, client, ...flow, parameters, ...context });
  },
};
