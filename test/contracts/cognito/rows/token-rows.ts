import { OK, type ContractRow } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';

const JWE_HEADER = { cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' };

/** J: tokens and keys. The answer that is judged is a GetUser with the access token in question. */
export const TOKEN_ROWS: readonly ContractRow[] = [
  {
    id: 'J1',
    input: 'headers of tokens, and the keys of the pool',
    grade: 'A',
    source: 'captures of JWKS and tokens',
    expected: {
      ...OK,
      facts: {
        accessHeader: ['alg', 'kid'],
        idHeader: ['alg', 'kid'],
        differentKeys: true,
        keyCount: 2,
        keyMembers: ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      },
    },
    act: headersAndKeys,
  },
  {
    id: 'J2',
    input: 'claims of an access token and an ID token',
    grade: 'A',
    source: 'captures of tokens',
    expected: {
      ...OK,
      facts: {
        access: 'auth_time client_id event_id exp iat iss jti origin_jti scope sub token_use username'.split(
          ' ',
        ),
        id: 'aud auth_time cognito:username event_id exp iat iss jti origin_jti sub token_use'.split(' '),
        accessUse: 'access',
        idUse: 'id',
      },
    },
    act: async (stage) => {
      const { accessToken, idToken } = await stage.session('public');
      const [access, id] = [stage.claimsOf(accessToken), stage.claimsOf(idToken)];
      const facts = {
        access: Object.keys(access).sort(),
        id: Object.keys(id).sort(),
        accessUse: access['token_use'],
        idUse: id['token_use'],
      };
      return { ...(await stage.getUser(accessToken)), facts };
    },
  },
  {
    id: 'J3',
    input: 'claims that stay over a refresh, and that a new sign-in changes',
    grade: 'A',
    source: 'captures of tokens; a test of moto that was verified at AWS',
    expected: {
      ...OK,
      facts: {
        sameInIdToken: ['origin_jti', 'event_id', 'auth_time'],
        sameAfterRefresh: ['origin_jti', 'event_id', 'auth_time'],
        sameAfterSignIn: [],
      },
    },
    act: claimsOverTime,
  },
  {
    id: 'J4',
    input: 'origin_jti and jti where EnableTokenRevocation is off',
    grade: 'A',
    source: 'captures rotation-no-revocation-plain',
    expected: { ...OK, facts: { access: ['jti'], id: [] } },
    act: async (stage) => {
      const { accessToken, idToken } = await stage.session('unrevocable');
      const present = (token: string) =>
        ['jti', 'origin_jti'].filter((name) => name in stage.claimsOf(token));
      return {
        ...(await stage.getUser(accessToken)),
        facts: { access: present(accessToken), id: present(idToken) },
      };
    },
  },
  {
    id: 'J5',
    input: 'shape and size of a refresh token, before and after rotation',
    grade: 'B',
    source: 'many repositories; lengths of captured requests',
    expected: { ...OK, facts: { parts: [5, 5], header: JWE_HEADER, kilobytes: ['1.7', '1.8'] } },
    act: async (stage) => {
      const { client, refreshToken, accessToken } = await stage.session('rotating');
      const tokens = [refreshToken, (await stage.refreshed(client, refreshToken)).refreshToken];
      const facts = {
        parts: tokens.map((token) => token.split('.').length),
        header: stage.headerOf(refreshToken),
        kilobytes: tokens.map(({ length }) => (Math.floor(length / 100) / 10).toFixed(1)),
      };
      return { ...(await stage.getUser(accessToken)), facts };
    },
  },
  {
    id: 'J6',
    input: 'the issuer',
    grade: 'A',
    source: 'captures of tokens',
    expected: { ...OK, facts: { issuer: true } },
    act: async (stage) => {
      const { region, userPoolId } = stage.options;
      const { accessToken } = await stage.session('public');
      const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
      return {
        ...(await stage.getUser(accessToken)),
        facts: { issuer: stage.claimsOf(accessToken)['iss'] === issuer },
      };
    },
  },
];

async function headersAndKeys(stage: ContractStage) {
  const { accessToken, idToken } = await stage.session('public');
  const [accessHeader, idHeader] = [stage.headerOf(accessToken), stage.headerOf(idToken)];
  const keys = await stage.keys();
  const facts = {
    accessHeader: Object.keys(accessHeader).sort(),
    idHeader: Object.keys(idHeader).sort(),
    differentKeys: accessHeader['kid'] !== idHeader['kid'],
    keyCount: keys.length,
    keyMembers: Object.keys(keys[0] ?? {}).sort(),
  };
  return { ...(await stage.getUser(accessToken)), facts };
}

async function claimsOverTime(stage: ContractStage) {
  const { client, accessToken, idToken, refreshToken } = await stage.session('public');
  const refreshed = await stage.refreshed(client, refreshToken);
  const again = await stage.session('public');
  const first = stage.claimsOf(accessToken);
  const same = (token: string, names: readonly string[]) =>
    names.filter((name) => first[name] !== undefined && first[name] === stage.claimsOf(token)[name]);
  const stable = ['origin_jti', 'event_id', 'auth_time'];
  return {
    ...(await stage.getUser(refreshed.accessToken)),
    facts: {
      sameInIdToken: same(idToken, [...stable, 'jti']),
      sameAfterRefresh: same(refreshed.accessToken, [...stable, 'jti']),
      sameAfterSignIn: same(again.accessToken, ['origin_jti', 'event_id', 'jti']),
    },
  };
}
