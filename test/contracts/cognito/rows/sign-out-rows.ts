import { ACCESS_REVOKED, EMPTY_OBJECT, OK, refusal, type ContractRow } from '../contract-row.ts';

/** G: sign-out of all of a user's sessions. Each row has a user of its own. */
export const SIGN_OUT_ROWS: readonly ContractRow[] = [
  {
    id: 'G1',
    input: 'GlobalSignOut with a valid access token',
    grade: 'A',
    source: 'capture global-signout',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { accessToken } = await stage.session('public', await stage.newUser());
      return stage.globalSignOut(accessToken);
    },
  },
  {
    id: 'G1b',
    input: 'GetUser with another session of the user after GlobalSignOut',
    grade: 'A',
    source: 'captures global-signout and following',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const user = await stage.newUser();
      const [one, other] = [await stage.session('public', user), await stage.session('foreign', user)];
      await stage.globalSignOut(one.accessToken);
      return stage.getUser(other.accessToken);
    },
  },
  {
    id: 'G1c',
    input: 'GetUser with a new session, right after GlobalSignOut',
    grade: 'A',
    source: 'captures global-signout and following',
    expected: OK,
    act: async (stage) => {
      const user = await stage.newUser();
      await stage.globalSignOut((await stage.session('public', user)).accessToken);
      return stage.getUser((await stage.session('public', user)).accessToken);
    },
  },
  {
    id: 'G2',
    input: 'AdminUserGlobalSignOut',
    grade: 'A',
    source: 'capture admin-global-signout',
    expected: EMPTY_OBJECT,
    act: async (stage) => stage.admin('AdminUserGlobalSignOut', (await stage.newUser()).username),
  },
  {
    id: 'G2b',
    input: 'GetUser after AdminUserGlobalSignOut',
    grade: 'A',
    source: 'captures admin-global-signout and following',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { user, accessToken } = await stage.session('public', await stage.newUser());
      await stage.admin('AdminUserGlobalSignOut', user.username);
      return stage.getUser(accessToken);
    },
  },
  {
    id: 'G3',
    input: 'GlobalSignOut with a revoked access token',
    grade: 'B',
    source: 'amplify-js #3540',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { client, refreshToken, accessToken } = await stage.session('public');
      await stage.revoke(client, refreshToken);
      return stage.globalSignOut(accessToken);
    },
  },
  {
    id: 'G4',
    input: 'AdminUserGlobalSignOut of an unknown user',
    grade: 'D',
    source: 'captured for AdminGetUser only',
    expected: refusal('UserNotFoundException', 'User does not exist.'),
    act: (stage) => stage.admin('AdminUserGlobalSignOut', 'contract-nobody'),
  },
  {
    id: 'G5',
    input: 'AdminUserGlobalSignOut in an unknown pool',
    grade: 'D',
    source: 'captured for DescribeUserPool only',
    expected: refusal('ResourceNotFoundException', 'User pool {pool} does not exist.'),
    act: (stage) =>
      stage.observe('AdminUserGlobalSignOut', {
        UserPoolId: `${stage.options.region}_000000000`,
        Username: 'contract-nobody',
      }),
  },
  {
    id: 'G6',
    input: 'AdminUserGlobalSignOut twice',
    grade: 'D',
    source: 'no source that asked AWS',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { username } = await stage.newUser();
      await stage.admin('AdminUserGlobalSignOut', username);
      return stage.admin('AdminUserGlobalSignOut', username);
    },
  },
];
