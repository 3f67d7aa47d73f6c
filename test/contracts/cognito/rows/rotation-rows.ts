import { ACCESS_REVOKED, EMPTY_OBJECT, OK, refusal, type ContractRow } from '../contract-row.ts';
import { CLIENT_SETTINGS, type ContractStage } from '../contract-stage.ts';

/** A refusal that has no message, 35 bytes in all. */
const REVOKED_WITHOUT_MESSAGE = { ...refusal('NotAuthorizedException', null), bodyBytes: 35 };

/** R15 to R17, T4, T15 and T16: refresh-token rotation and its oddities. */
export const ROTATION_ROWS: readonly ContractRow[] = [
  {
    id: 'R15',
    input: 'rotation on: RevokeToken with the parent, which was rotated already',
    grade: 'A',
    source: 'capture rotation-revoke-old-parent',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, parent } = await rotated(stage);
      return stage.revoke(client, parent.refreshToken);
    },
  },
  {
    id: 'R15b',
    input: "rotation on: GetUser with the child's access token after the parent was revoked",
    grade: 'A',
    source: 'captures rotation-revoke-old-parent and following',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { client, parent, child } = await rotated(stage);
      await stage.revoke(client, parent.refreshToken);
      return stage.getUser(child.accessToken);
    },
  },
  {
    id: 'T4',
    input: 'rotation on: GetTokensFromRefreshToken with the child after the parent was revoked',
    grade: 'A',
    source: 'capture rotation-child-refresh-after-parent-revoke',
    expected: REVOKED_WITHOUT_MESSAGE,
    act: async (stage) => {
      const { client, parent, child } = await rotated(stage);
      await stage.revoke(client, parent.refreshToken);
      return stage.getTokens(client, child.refreshToken);
    },
  },
  {
    id: 'R16',
    input: 'rotation on: RevokeToken with the child',
    grade: 'A',
    source: 'capture rotation-revoke-child',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, child } = await rotated(stage);
      return stage.revoke(client, child.refreshToken);
    },
  },
  {
    id: 'R16b',
    input: "rotation on: GetUser with the parent's access token after the child was revoked",
    grade: 'A',
    source: 'captures rotation-revoke-child and following',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { client, parent, child } = await rotated(stage);
      await stage.revoke(client, child.refreshToken);
      return stage.getUser(parent.accessToken);
    },
  },
  {
    id: 'R17',
    input: 'rotation switched off after sign-in: origin_jti of a token that was refreshed after that',
    grade: 'A',
    source: 'captures rotation-disabled-access-after',
    expected: { ...OK, facts: { sameOrigin: false } },
    act: async (stage) => {
      const { parent, late } = await rotationSwitchedOff(stage);
      const sameOrigin =
        stage.claimsOf(parent.accessToken)['origin_jti'] === stage.claimsOf(late)['origin_jti'];
      return { ...(await stage.getUser(late)), facts: { sameOrigin } };
    },
  },
  {
    id: 'R17b',
    input: 'rotation switched off after sign-in: a refresh after RevokeToken',
    grade: 'A',
    source: 'captures rotation-disabled-access-after',
    expected: refusal('NotAuthorizedException', 'Refresh Token has been revoked'),
    act: async (stage) => {
      const { client, child } = await rotationSwitchedOff(stage);
      await stage.revoke(client, child.refreshToken);
      return stage.getTokens(client, child.refreshToken);
    },
  },
  {
    id: 'R17c',
    input: 'rotation switched off after sign-in: GetUser with such a token after RevokeToken',
    grade: 'A',
    source: 'captures rotation-disabled-access-after',
    expected: OK,
    act: async (stage) => {
      const { client, child, late } = await rotationSwitchedOff(stage);
      await stage.revoke(client, child.refreshToken);
      return stage.getUser(late);
    },
  },
  {
    id: 'R17d',
    input: 'rotation switched off after sign-in: GetUser with such a token after a global sign-out',
    grade: 'A',
    source: 'captures rotation-disabled-access-after-global-signout',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { late, user } = await rotationSwitchedOff(stage);
      await stage.admin('AdminUserGlobalSignOut', user.username);
      return stage.getUser(late);
    },
  },
  {
    id: 'T15',
    input: 'rotation on: the parent again after the grace period (none)',
    grade: 'A',
    source: 'captures of refresh-token reuse',
    expected: refusal('RefreshTokenReuseException', 'Refresh token reuse detected'),
    act: async (stage) => {
      const { client, parent } = await rotated(stage);
      return stage.getTokens(client, parent.refreshToken);
    },
  },
  {
    id: 'T15b',
    input: 'rotation on: the child after such a reuse',
    grade: 'A',
    source: 'captures of refresh-token reuse',
    expected: OK,
    act: async (stage) => {
      const { client, parent, child } = await rotated(stage);
      await stage.getTokens(client, parent.refreshToken);
      return stage.getTokens(client, child.refreshToken);
    },
  },
  {
    id: 'T16',
    input: 'rotation on: InitiateAuth with REFRESH_TOKEN_AUTH',
    grade: 'A',
    source: 'captures of refresh by a rotating app client',
    expected: refusal('UnsupportedOperationException', 'This API does not support refresh token rotation'),
    act: async (stage) => stage.refresh(await stage.session('rotating')),
  },
];

async function rotated(stage: ContractStage) {
  const parent = await stage.session('rotating');
  const child = await stage.refreshed(parent.client, parent.refreshToken);
  return { client: parent.client, parent, child };
}

async function rotationSwitchedOff(stage: ContractStage) {
  const client = await stage.newClient('rotating');
  const user = await stage.newUser();
  const parent = await stage.sessionAt(client, user);
  const child = await stage.refreshed(client, parent.refreshToken);
  await stage.observe('UpdateUserPoolClient', {
    UserPoolId: client.userPoolId,
    ClientId: client.clientId,
    ...CLIENT_SETTINGS.rotating,
    EnableTokenRevocation: true,
    RefreshTokenRotation: { Feature: 'DISABLED' },
  });
  const { accessToken: late } = await stage.refreshed(client, child.refreshToken);
  return { client, user, parent, child, late };
}
