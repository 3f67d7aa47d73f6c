import { madeUpClientId, madeUpSecret } from '../../../made-up.ts';
import { DEFAULT_SSO_MINUTES, type AppClient } from '../../../pool/app-client.ts';
import { clientSecrets } from '../../../pool/client-secret.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import { clientSettings } from '../../client-settings/client-settings.ts';
import { describeClient } from '../../describe-client.ts';
import { poolOf, type Operation } from '../../operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const createUserPoolClient: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId, ClientName, ClientSecret } = checkMembers(input, {
      UserPoolId: MEMBER.userPoolId,
      ClientName: { required: true, pattern: '[\\w\\s+=,.@-]+', lengthMin: 1, lengthMax: 128 },
      ClientSecret: MEMBER.clientSecret,
    });
    const pool = poolOf(UserPoolId, context);
    const nowMs = context.world.clock.nowMs();
    const secret = ClientSecret ?? (input['GenerateSecret'] === true ? madeUpSecret() : undefined);
    const clientId = madeUpClientId();
    const client: AppClient = {
      clientId,
      createdAtMs: nowMs,
      ssoMaxValidityMinutes: DEFAULT_SSO_MINUTES,
      modifiedAtMs: nowMs,
      secrets: clientSecrets(clientId, secret === undefined ? [] : [secret], [], nowMs),
      settings: clientSettings(input, { ClientName, EnableTokenRevocation: true }),
      laterSettings: {},
    };
    pool.clients.set(client.clientId, client);
    return { UserPoolClient: describeClient(pool.id, client, context.world.unknowns) };
  },
};
