import { canary } from '../../../support/canaries.ts';
import { ACCESS_REVOKED, EMPTY_OBJECT, OK, refusal, type ContractRow } from '../contract-row.ts';

/** Of a secret's length and alphabet, so that it can only be wrong. */
const WRONG_SECRET = canary('wrongSecretCanary'.padEnd(52, '0'));
const UNAUTHORIZED = refusal('UnauthorizedException', 'Invalid client or secret');

/** R: RevokeToken, without rotation. */
export const REVOKE_TOKEN_ROWS: readonly ContractRow[] = [
  {
    id: 'R1',
    input: 'a valid refresh token, public app client',
    grade: 'A',
    source: 'capture revoke-refresh-token',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'R1b',
    input: 'a valid refresh token and the right secret',
    grade: 'A',
    source: 'capture revoke-secret-valid',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'R2',
    input: 'the same token again',
    grade: 'A',
    source: 'capture revoke-again',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      await stage.revoke(client, refreshToken);
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'R3',
    input: 'no secret, although the app client has one',
    grade: 'A',
    source: 'capture revoke-secret-missing',
    expected: UNAUTHORIZED,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.revoke({ ...client, secret: undefined }, refreshToken);
    },
  },
  {
    id: 'R4',
    input: 'a wrong secret',
    grade: 'D',
    source: 'type by the documentation; the message names both cases',
    expected: UNAUTHORIZED,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.revoke(client, refreshToken, WRONG_SECRET);
    },
  },
  {
    id: 'R5',
    input: 'an app client with EnableTokenRevocation=false',
    grade: 'A',
    source: 'capture rotation-revocation-disabled-revoke',
    expected: refusal('UnsupportedOperationException', 'This feature is not enabled for this client'),
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('unrevocable');
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'R5b',
    input: 'GetUser after such a refusal',
    grade: 'A',
    source: 'capture rotation-revocation-disabled-access',
    expected: OK,
    act: async (stage) => {
      const { client, refreshToken, accessToken } = await stage.session('unrevocable');
      await stage.revoke(client, refreshToken);
      return stage.getUser(accessToken);
    },
  },
  {
    id: 'R6',
    input: 'an access token',
    grade: 'C',
    source: 'API reference of RevokeToken',
    expected: refusal('UnsupportedTokenTypeException'),
    act: async (stage) => {
      const { client, accessToken } = await stage.session('public');
      return stage.revoke(client, accessToken);
    },
  },
  {
    id: 'R6b',
    input: 'an ID token',
    grade: 'C',
    source: 'API reference of RevokeToken',
    expected: refusal('UnsupportedTokenTypeException'),
    act: async (stage) => {
      const { client, idToken } = await stage.session('public');
      return stage.revoke(client, idToken);
    },
  },
  {
    id: 'R7',
    input: 'garbage of legal characters',
    grade: 'D',
    source: 'the documentation of the revocation endpoint says 200 for an invalid token',
    expected: EMPTY_OBJECT,
    act: async (stage) => stage.revoke(await stage.client('public'), 'garbage.of_legal-characters'),
  },
  {
    id: 'R8',
    input: 'a valid token of another app client of the pool',
    grade: 'D',
    source: 'the documentation wants the app client that the token was issued to',
    expected: UNAUTHORIZED,
    act: async (stage) => {
      const { refreshToken } = await stage.session('public');
      return stage.revoke(await stage.client('foreign'), refreshToken);
    },
  },
  {
    id: 'R8b',
    input: 'a refresh of that token by its own app client',
    grade: 'D',
    source: 'follows from R8, whichever way it is answered',
    expected: OK,
    act: async (stage) => {
      const session = await stage.session('public');
      await stage.revoke(await stage.client('foreign'), session.refreshToken);
      return stage.refresh(session);
    },
  },
  {
    id: 'R9',
    input: 'an empty token',
    grade: 'C',
    source: 'the model of TokenModelType',
    expected: refusal('InvalidParameterException'),
    act: async (stage) => stage.revoke(await stage.client('public'), ''),
  },
  {
    id: 'R9b',
    input: 'a token of illegal characters',
    grade: 'C',
    source: 'the model of TokenModelType',
    expected: refusal('InvalidParameterException'),
    act: async (stage) => stage.revoke(await stage.client('public'), 'not legal!'),
  },
  {
    id: 'R10',
    input: 'a client id that does not exist',
    grade: 'D',
    source: 'ResourceNotFoundException is not declared for RevokeToken',
    expected: UNAUTHORIZED,
    act: (stage) => stage.observe('RevokeToken', { ClientId: '0'.repeat(26), Token: 'garbage' }),
  },
  {
    id: 'R11',
    input: 'a secret for a public app client',
    grade: 'D',
    source: 'GetTokensFromRefreshToken ignores it',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      return stage.revoke(client, refreshToken, WRONG_SECRET);
    },
  },
  {
    id: 'R12',
    input: 'GetUser with the access token of the revoked session',
    grade: 'A',
    source: 'captures get-user-after-revoke',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { client, refreshToken, accessToken } = await stage.session('public');
      await stage.revoke(client, refreshToken);
      return stage.getUser(accessToken);
    },
  },
  {
    id: 'R12b',
    input: 'GetUser with an access token that was refreshed before the revocation',
    grade: 'A',
    source: 'captures get-user-after-revoke',
    expected: ACCESS_REVOKED,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      const { accessToken } = await stage.refreshed(client, refreshToken);
      await stage.revoke(client, refreshToken);
      return stage.getUser(accessToken);
    },
  },
  {
    id: 'R13',
    input: 'GetUser with another session of the user',
    grade: 'A',
    source: 'captures independent-session',
    expected: OK,
    act: async (stage) => {
      const [one, other] = [await stage.session('public'), await stage.session('public')];
      await stage.revoke(one.client, one.refreshToken);
      return stage.getUser(other.accessToken);
    },
  },
  {
    id: 'R13b',
    input: 'a refresh of another session of the user',
    grade: 'A',
    source: 'captures independent-session',
    expected: OK,
    act: async (stage) => {
      const [one, other] = [await stage.session('public'), await stage.session('public')];
      await stage.revoke(one.client, one.refreshToken);
      return stage.refresh(other);
    },
  },
  {
    id: 'R14',
    input: 'the signature of a revoked access token, checked with the JWKS',
    grade: 'A',
    source: 'capture revoked-access-offline',
    expected: { ...EMPTY_OBJECT, facts: { verifies: true } },
    act: async (stage) => {
      const { client, refreshToken, accessToken } = await stage.session('public');
      const revoked = await stage.revoke(client, refreshToken);
      return { ...revoked, facts: { verifies: await stage.verifies(accessToken) } };
    },
  },
  {
    id: 'R18',
    input: 'RevokeAssociatedSessions=LINKED where session tracking is off',
    grade: 'C',
    source: 'API reference of RevokeToken',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      return stage.observe('RevokeToken', {
        ClientId: client.clientId,
        Token: refreshToken,
        RevokeAssociatedSessions: 'LINKED',
      });
    },
  },
];
