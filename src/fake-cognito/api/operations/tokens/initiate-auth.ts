import { CognitoError } from '../../../cognito-error.ts';
import { clientNotFound } from '../../../pool/check-access-token.ts';
import { findClient } from '../../../world.ts';
import { authenticate, type AuthFlow } from '../../auth-flow.ts';
import { authParametersOf } from '../../auth-parameters.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import type { Operation } from '../../operation.ts';

const FLOWS = new Map<string, { readonly flow: AuthFlow; readonly permission: string }>([
  ['USER_PASSWORD_AUTH', { flow: 'password', permission: 'USER_PASSWORD_AUTH' }],
  ['REFRESH_TOKEN_AUTH', { flow: 'refresh', permission: 'REFRESH_TOKEN_AUTH' }],
  ['REFRESH_TOKEN', { flow: 'refresh', permission: 'REFRESH_TOKEN_AUTH' }],
]);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth: Operation = {
  signed: false,
  run: (input, { world, visitor }) => {
    const { ClientId, AuthFlow } = checkMembers(input, {
      ClientId: MEMBER.clientId,
      AuthFlow: { required: true },
    });
    const parameters = authParametersOf(input);
    const found = findClient(world, ClientId);
    if (found === undefined) throw clientNotFound(ClientId);
    const flow = FLOWS.get(AuthFlow);
    if (flow === undefined) {
      throw new CognitoError('InvalidParameterException', `${AuthFlow} is not supported by this API`);
    }
    return authenticate({ ...found, ...flow, parameters, world, visitor });
  },
};
