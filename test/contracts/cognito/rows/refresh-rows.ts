import { canary } from '../../../support/canaries.ts';
import { OK, refusal, TOKEN_REVOKED, type ContractRow } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';
import type { StageSession } from '../stage-parts.ts';

const GARBAGE = 'garbage.of_legal-characters';
const WRONG_SECRET = canary('wrongSecretCanary'.padEnd(52, '0'));
const INVALID = refusal('NotAuthorizedException', 'Invalid Refresh Token');
const WRONG_HASH = refusal('NotAuthorizedException', 'Unable to verify secret hash for client {client}');

/** T1 to T9: refreshing, and the secrets that it takes. */
export const REFRESH_ROWS: readonly ContractRow[] = [
  {
    id: 'T1',
    input: 'InitiateAuth with REFRESH_TOKEN_AUTH',
    grade: 'A',
    source: 'capture refresh-success',
    expected: {
      ...OK,
      facts: {
        members: ['AuthenticationResult', 'ChallengeParameters'],
        result: ['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType'],
        expiresIn: 3600,
        tokenType: 'Bearer',
      },
    },
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      return resultOf(stage, 'InitiateAuth', {
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId: client.clientId,
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      });
    },
  },
  {
    id: 'T2',
    input: 'GetTokensFromRefreshToken, rotation off',
    grade: 'A',
    source: 'captures rotation-plain',
    expected: {
      ...OK,
      facts: {
        members: ['AuthenticationResult'],
        result: ['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType'],
        expiresIn: 3600,
        tokenType: 'Bearer',
      },
    },
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      const input = { ClientId: client.clientId, RefreshToken: refreshToken };
      return resultOf(stage, 'GetTokensFromRefreshToken', input);
    },
  },
  {
    id: 'T3',
    input: 'a refresh after RevokeToken',
    grade: 'A',
    source: 'captures refresh-after-revoke',
    expected: TOKEN_REVOKED,
    act: (stage) => refreshAfter(stage, ({ client, refreshToken }) => stage.revoke(client, refreshToken)),
  },
  {
    id: 'T3b',
    input: 'a refresh after GlobalSignOut',
    grade: 'A',
    source: 'captures refresh-after-global-signout',
    expected: TOKEN_REVOKED,
    act: (stage) => refreshAfter(stage, ({ accessToken }) => stage.globalSignOut(accessToken)),
  },
  {
    id: 'T3c',
    input: 'a refresh after AdminUserGlobalSignOut',
    grade: 'A',
    source: 'captures refresh-after-admin-global-signout',
    expected: TOKEN_REVOKED,
    act: (stage) => refreshAfter(stage, ({ user }) => stage.admin('AdminUserGlobalSignOut', user.username)),
  },
  {
    id: 'T5',
    input: 'a refresh by another app client of the pool',
    grade: 'A',
    source: 'capture refresh-wrong-client',
    expected: refusal('NotAuthorizedException', 'Refresh Token has different Client'),
    act: async (stage) => stage.refresh(await stage.session('public'), await stage.client('foreign')),
  },
  {
    id: 'T5b',
    input: 'a refresh with garbage',
    grade: 'A',
    source: 'captures of invalid refresh tokens',
    expected: INVALID,
    act: async (stage) => stage.refresh({ ...(await stage.session('public')), refreshToken: GARBAGE }),
  },
  {
    id: 'T5c',
    input: 'a refresh by an app client of another pool',
    grade: 'A',
    source: 'captures of invalid refresh tokens',
    needs: 'another-pool',
    expected: INVALID,
    act: async (stage) =>
      stage.refresh(
        await stage.session('public'),
        await stage.newClient('public', stage.options.otherUserPoolId),
      ),
  },
  {
    id: 'T6',
    input: 'GetTokensFromRefreshToken with a client id that does not exist',
    grade: 'A',
    source: 'capture rotation-missing-client',
    expected: refusal('ResourceNotFoundException', 'User pool client {client} does not exist.'),
    act: (stage) =>
      stage.observe('GetTokensFromRefreshToken', { ClientId: '0'.repeat(26), RefreshToken: GARBAGE }),
  },
  {
    id: 'T7',
    input: 'InitiateAuth without SECRET_HASH, although the app client has a secret',
    grade: 'A',
    source: 'capture secret-hash-missing',
    expected: refusal(
      'NotAuthorizedException',
      'Client {client} is configured with secret but SECRET_HASH was not received',
    ),
    act: async (stage) => {
      const client = await stage.client('confidential');
      return stage.signIn({ ...client, secret: undefined }, await stage.user());
    },
  },
  {
    id: 'T8',
    input: 'InitiateAuth with a wrong SECRET_HASH',
    grade: 'A',
    source: 'captures of wrong secret hashes',
    expected: WRONG_HASH,
    act: async (stage) => {
      const client = await stage.client('confidential');
      return stage.signIn({ ...client, secret: WRONG_SECRET }, await stage.user());
    },
  },
  {
    id: 'T8b',
    input: 'a refresh with a wrong SECRET_HASH',
    grade: 'A',
    source: 'captures of wrong secret hashes',
    expected: WRONG_HASH,
    act: async (stage) => {
      const session = await stage.session('confidential');
      return stage.refresh(session, { ...session.client, secret: WRONG_SECRET });
    },
  },
  {
    id: 'T9',
    input: 'GetTokensFromRefreshToken without the secret that the app client has',
    grade: 'A',
    source: 'captures rotation-private',
    expected: refusal(
      'NotAuthorizedException',
      'Client {client} is configured for secret but secret was not received',
    ),
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.getTokens({ ...client, secret: undefined }, refreshToken);
    },
  },
  {
    id: 'T9b',
    input: 'GetTokensFromRefreshToken with a wrong secret',
    grade: 'A',
    source: 'captures rotation-private',
    expected: WRONG_HASH,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.getTokens(client, refreshToken, WRONG_SECRET);
    },
  },
  {
    id: 'T9c',
    input: 'GetTokensFromRefreshToken with a secret for a public app client',
    grade: 'A',
    source: 'capture rotation-plain-extra-secret',
    expected: OK,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      return stage.getTokens(client, refreshToken, WRONG_SECRET);
    },
  },
];

/** By a user of its own, since a sign-out would harm the sessions of other rows. */
async function refreshAfter(stage: ContractStage, end: (session: StageSession) => Promise<unknown>) {
  const session = await stage.session('public', await stage.newUser());
  await end(session);
  return stage.refresh(session);
}

async function resultOf(stage: ContractStage, operation: string, input: object) {
  const { observed, json } = await stage.send(operation, input);
  const result = json['AuthenticationResult'] as Record<string, unknown>;
  return {
    ...observed,
    facts: {
      members: Object.keys(json).sort(),
      result: Object.keys(result).sort(),
      expiresIn: result['ExpiresIn'],
      tokenType: result['TokenType'],
    },
  };
}
