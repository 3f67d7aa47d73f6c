import { CognitoError } from '../../../cognito-error.ts';
import { tracksSessions } from '../../../pool/user-pool.ts';
import type { ClientOfPool } from '../../../world.ts';
import { clientOf } from '../../client-of.ts';
import { requiredNumber } from '../../numbers.ts';
import type { Operation } from '../../operation.ts';
import { checkTier } from '../../sessions/check-tracking.ts';

const VALIDITY_MINUTES = { min: 0, max: 129_600 };

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolClientSessionConfiguration.html */
export const getUserPoolClientSessionConfiguration: Operation = {
  signed: true,
  run: (input, context) => configurationOf(clientOf(input, context)),
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolClientSessionConfiguration.html */
export const setUserPoolClientSessionConfiguration: Operation = {
  signed: true,
  run: (input, context) => {
    const minutes = requiredNumber(input['SSOSession'], 'MaxValidityMinutes', VALIDITY_MINUTES);
    const found = clientOf(input, context);
    checkTier(found.pool);
    if (!tracksSessions(found.pool)) {
      throw new CognitoError(
        'InvalidParameterException',
        'Session tracking is not enabled for this user pool.',
      );
    }
    found.client.ssoMaxValidityMinutes = minutes;
    return configurationOf(found);
  },
};

function configurationOf({ pool, client }: ClientOfPool): object {
  return {
    UserPoolId: pool.id,
    ClientId: client.clientId,
    SSOSession: { MaxValidityMinutes: client.ssoMaxValidityMinutes },
  };
}
