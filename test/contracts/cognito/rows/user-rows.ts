import { ACCESS_REVOKED, OK, refusal, TOKEN_REVOKED, type ContractRow } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';
import type { Observed } from '../observed.ts';
import type { StageClient, StageSession, StageUser } from '../stage-parts.ts';

const SETTLING_MS = 10_000;

const DISABLED = refusal('NotAuthorizedException', 'User is disabled.');
const WRONG_PASSWORD = refusal('NotAuthorizedException', 'Incorrect username or password.');
const NO_CLIENT = refusal('ResourceNotFoundException', 'User pool client {client} does not exist.');

/** T10 to T14, T17 and T18: what becomes of tokens when the user or the app client changes. */
export const USER_ROWS: readonly ContractRow[] = [
  {
    id: 'T10',
    input: 'a sign-in of a disabled user',
    grade: 'A',
    source: 'captures of disabled users',
    expected: DISABLED,
    act: async (stage) => {
      const { client, user } = await disabled(stage);
      return stage.signIn(client, user);
    },
  },
  {
    id: 'T10b',
    input: 'a refresh of a disabled user',
    grade: 'A',
    source: 'captures of disabled users',
    expected: DISABLED,
    act: async (stage) => stage.refresh(await disabled(stage)),
  },
  {
    id: 'T10c',
    input: 'GetUser of a disabled user',
    grade: 'A',
    source: 'captures of disabled users',
    expected: DISABLED,
    act: async (stage) => stage.getUser((await disabled(stage)).accessToken),
  },
  {
    id: 'T11',
    input: 'a refresh after the user was disabled and enabled again',
    grade: 'A',
    source: 'captures credentials-after-enable',
    expected: TOKEN_REVOKED,
    act: async (stage) => {
      const session = await disabled(stage);
      await stage.admin('AdminEnableUser', session.user.username);
      return stage.refresh(session);
    },
  },
  {
    id: 'T11b',
    input: 'GetUser after the user was disabled and enabled again',
    grade: 'A',
    source: 'captures credentials-after-enable',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { user, accessToken } = await disabled(stage);
      await stage.admin('AdminEnableUser', user.username);
      return stage.getUser(accessToken);
    },
  },
  {
    id: 'T12',
    input: 'a refresh of a deleted user',
    grade: 'A',
    source: 'captures of deleted users',
    expected: refusal('NotAuthorizedException', 'The user has been deleted for the associated refresh token'),
    act: async (stage) => stage.refresh(await deletedUser(stage)),
  },
  {
    id: 'T12b',
    input: 'GetUser of a deleted user',
    grade: 'A',
    source: 'captures of deleted users',
    expected: refusal('UserNotFoundException', 'User does not exist.'),
    act: async (stage) => stage.getUser((await deletedUser(stage)).accessToken),
  },
  {
    id: 'T13',
    input: 'a refresh by a deleted app client',
    grade: 'A',
    source: 'captures of deleted app clients',
    expected: NO_CLIENT,
    act: async (stage) => {
      const session = await deletedClient(stage);
      return untilRefused(() => stage.refresh(session));
    },
  },
  {
    id: 'T13b',
    input: 'GetUser with a token of a deleted app client',
    grade: 'A',
    source: 'captures of deleted app clients',
    expected: refusal('ResourceNotFoundException'),
    act: async (stage) => {
      const { accessToken } = await deletedClient(stage);
      return untilRefused(() => stage.getUser(accessToken));
    },
  },
  {
    id: 'T14',
    input: 'a refresh after ChangePassword',
    grade: 'A',
    source: 'captures of password changes',
    expected: OK,
    act: async (stage) => {
      const session = await stage.session('public', await stage.newUser());
      await stage.observe('ChangePassword', {
        AccessToken: session.accessToken,
        PreviousPassword: session.user.password,
        ProposedPassword: `${session.user.password}2`,
      });
      return stage.refresh(session);
    },
  },
  {
    id: 'T14b',
    input: 'GetUser after AdminSetUserPassword',
    grade: 'A',
    source: 'captures of password changes',
    expected: OK,
    act: async (stage) => {
      const { user, accessToken } = await stage.session('public', await stage.newUser());
      await stage.observe('AdminSetUserPassword', {
        UserPoolId: stage.options.userPoolId,
        Username: user.username,
        Password: `${user.password}2`,
        Permanent: true,
      });
      return stage.getUser(accessToken);
    },
  },
  {
    id: 'T17',
    input: 'GetUser with an ID token',
    grade: 'A',
    source: 'captures of wrong access tokens',
    expected: refusal('NotAuthorizedException', 'Invalid Access Token'),
    act: async (stage) => stage.getUser((await stage.session('public')).idToken),
  },
  {
    id: 'T17b',
    input: 'GetUser with a broken signature',
    grade: 'A',
    source: 'captures of wrong access tokens',
    expected: refusal('NotAuthorizedException', 'Could not verify signature for Access Token'),
    act: async (stage) => stage.getUser(withBrokenSignature((await stage.session('public')).accessToken)),
  },
  {
    id: 'T18',
    input: 'a wrong password',
    grade: 'A',
    source: 'captures of failed sign-ins',
    expected: WRONG_PASSWORD,
    act: async (stage) =>
      stage.signIn(await stage.client('public'), { ...(await stage.user()), password: 'Wrong-1-password' }),
  },
  {
    id: 'T18b',
    input: 'an unknown user, PreventUserExistenceErrors=LEGACY',
    grade: 'A',
    source: 'captures of failed sign-ins',
    expected: refusal('UserNotFoundException', 'User does not exist.'),
    act: async (stage) => stage.signIn(await stage.client('public'), await nobody(stage)),
  },
  {
    id: 'T18c',
    input: 'an unknown user, PreventUserExistenceErrors=ENABLED',
    grade: 'A',
    source: 'captures of failed sign-ins',
    expected: WRONG_PASSWORD,
    act: async (stage) => stage.signIn(await stage.client('secretive'), await nobody(stage)),
  },
];

async function disabled(stage: ContractStage): Promise<StageSession> {
  const session = await stage.session('public', await stage.newUser());
  await stage.admin('AdminDisableUser', session.user.username);
  return session;
}

async function deletedUser(stage: ContractStage): Promise<StageSession> {
  const session = await stage.session('public', await stage.newUser());
  await stage.admin('AdminDeleteUser', session.user.username);
  return session;
}

async function deletedClient(stage: ContractStage): Promise<StageSession> {
  const client: StageClient = await stage.newClient('public');
  const session = await stage.sessionAt(client);
  await stage.observe('DeleteUserPoolClient', { UserPoolId: client.userPoolId, ClientId: client.clientId });
  return session;
}

/** Real Cognito takes a moment to notice that an app client is gone. */
async function untilRefused(call: () => Promise<Observed>): Promise<Observed> {
  const deadlineMs = Date.now() + SETTLING_MS;
  let observed = await call();
  while (observed.status === 200 && Date.now() < deadlineMs) observed = await call();
  return observed;
}

async function nobody(stage: ContractStage): Promise<StageUser> {
  return { ...(await stage.user()), username: 'contract-nobody' };
}

/** The last character of a signature carries unused bits, so the first is the one to change. */
function withBrokenSignature(token: string): string {
  const [header, claims, signature = ''] = token.split('.');
  return [header, claims, `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`].join('.');
}
