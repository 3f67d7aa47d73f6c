import { OK, refusal, type ContractRow } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';
import type { Observed } from '../observed.ts';
import { DOCUMENTED, NO_SESSION, NOBODY_SAYS, revokeByAdmin, type Listed } from './session-rows.ts';

/** S: whether and how a pool keeps records of sessions, and what it answers where it keeps none. */
export const SESSION_CONFIGURATION_ROWS: readonly ContractRow[] = [
  {
    id: 'S9',
    input: 'GetUserPoolSessionConfiguration of a pool for which it was never set',
    grade: 'C',
    source: DOCUMENTED,
    needs: 'another-pool',
    expected: { ...OK, facts: { UserSessionTracking: 'DISABLED', MaxPerUser: 20 } },
    act: async (stage) => {
      const UserPoolId = stage.options.otherUserPoolId;
      const { observed, json } = await stage.send('GetUserPoolSessionConfiguration', { UserPoolId });
      return { ...observed, facts: configurationIn(json) };
    },
  },
  {
    id: 'S9b',
    input: 'SetUserPoolSessionConfiguration without TokenSession',
    grade: 'C',
    source: 'required members of the request in the AWS SDK',
    expected: refusal('InvalidParameterException'),
    act: (stage) => {
      const { userPoolId: UserPoolId } = stage.options;
      return stage.observe('SetUserPoolSessionConfiguration', { UserPoolId, UserSessionTracking: 'ENABLED' });
    },
  },
  {
    id: 'S9c',
    input: 'SetUserPoolSessionConfiguration with MaxPerUser 101',
    grade: 'C',
    source: DOCUMENTED,
    expected: refusal('InvalidParameterException'),
    act: (stage) =>
      stage.observe('SetUserPoolSessionConfiguration', {
        UserPoolId: stage.options.userPoolId,
        UserSessionTracking: 'ENABLED',
        TokenSession: { MaxPerUser: 101 },
      }),
  },
  {
    id: 'S10',
    input: 'GetUserPoolClientSessionConfiguration of an app client for which it was never set',
    grade: 'C',
    source: DOCUMENTED,
    expected: { ...OK, facts: { MaxValidityMinutes: 60 } },
    act: async (stage) => clientConfiguration(stage, 'GetUserPoolClientSessionConfiguration', {}),
  },
  {
    id: 'S10b',
    input: 'SetUserPoolClientSessionConfiguration with MaxValidityMinutes 0',
    grade: 'C',
    source: DOCUMENTED,
    expected: { ...OK, facts: { MaxValidityMinutes: 0 } },
    act: async (stage) => {
      await stage.track();
      const SSOSession = { MaxValidityMinutes: 0 };
      return clientConfiguration(stage, 'SetUserPoolClientSessionConfiguration', { SSOSession });
    },
  },
  {
    id: 'S11',
    input: 'AdminListUserSessions at a pool that does not track sessions',
    grade: 'D',
    source: NOBODY_SAYS,
    expected: refusal('OperationNotEnabledException'),
    act: async (stage) => {
      const { username } = await stage.newUser();
      await stage.untrack();
      return stage.admin('AdminListUserSessions', username);
    },
  },
  {
    id: 'S11b',
    input: 'ListUserSessions at a pool that does not track sessions',
    grade: 'D',
    source: NOBODY_SAYS,
    expected: refusal('OperationNotEnabledException'),
    act: async (stage) => {
      await stage.untrack();
      const { accessToken } = await stage.session('public', await stage.newUser());
      return stage.observe('ListUserSessions', { AccessToken: accessToken });
    },
  },
  {
    id: 'S11c',
    input: 'AdminRevokeUserSession at a pool that does not track sessions',
    grade: 'D',
    source: NOBODY_SAYS,
    expected: refusal('OperationNotEnabledException'),
    act: async (stage) => {
      const { username } = await stage.newUser();
      await stage.untrack();
      return revokeByAdmin(stage, username, NO_SESSION);
    },
  },
  {
    id: 'S11d',
    input: 'SetUserPoolClientSessionConfiguration at a pool that does not track sessions',
    grade: 'D',
    source: 'the documentation says only that tracking has to be on',
    expected: refusal('InvalidParameterException'),
    act: async (stage) => {
      await stage.untrack();
      const SSOSession = { MaxValidityMinutes: 5 };
      return clientConfiguration(stage, 'SetUserPoolClientSessionConfiguration', { SSOSession });
    },
  },
];

async function clientConfiguration(
  stage: ContractStage,
  operation: string,
  members: object,
): Promise<Observed> {
  const { userPoolId: UserPoolId, clientId: ClientId } = await stage.newClient('public');
  const { observed, json } = await stage.send(operation, { UserPoolId, ClientId, ...members });
  return { ...observed, facts: { ...(json['SSOSession'] as object | undefined) } };
}

function configurationIn(json: Listed): Record<string, unknown> {
  const { UserSessionTracking, TokenSession } = json;
  return { UserSessionTracking, ...(TokenSession as object | undefined) };
}
