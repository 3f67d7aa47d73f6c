import { canary } from '../../../support/canaries.ts';
import type { ContractRow, Expected } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';
import type { StageSession } from '../stage-parts.ts';

const EMPTY: Expected = { status: 200, bodyBytes: 0 };
const DOCUMENTED = "the developer guide's pages on the revocation and token endpoints";

const oauthError = (status: number, type: string): Expected => ({ status, type });

type DomainRow = Pick<ContractRow, 'id' | 'input' | 'grade' | 'expected' | 'act'> & {
  readonly source?: string;
};

/** O: the OAuth endpoints of the pool's domain. */
export const DOMAIN_ROWS: readonly ContractRow[] = domainRows([
  {
    id: 'O1',
    input: 'a valid token and the client_id of a public app client',
    grade: 'C',
    expected: EMPTY,
    act: async (stage) => revokeAtDomain(stage, await stage.session('public')),
  },
  {
    id: 'O1b',
    input: 'a valid token and Basic authentication',
    grade: 'C',
    expected: EMPTY,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.postToDomain('/oauth2/revoke', { token: refreshToken }, client);
    },
  },
  {
    id: 'O2',
    input: 'the same token again',
    grade: 'C',
    expected: EMPTY,
    act: async (stage) => {
      const session = await stage.session('public');
      await revokeAtDomain(stage, session);
      return revokeAtDomain(stage, session);
    },
  },
  {
    id: 'O2b',
    input: 'garbage of legal characters',
    grade: 'C',
    expected: EMPTY,
    act: async (stage) =>
      revokeAtDomain(stage, { ...(await stage.session('public')), refreshToken: 'garbage.of_legal' }),
  },
  {
    id: 'O2c',
    input: 'a valid token of another app client of the pool',
    grade: 'D',
    source: 'no source; an invalid token is a 200',
    expected: EMPTY,
    act: async (stage) =>
      revokeAtDomain(stage, { ...(await stage.session('public')), client: await stage.client('foreign') }),
  },
  {
    id: 'O3',
    input: 'no token',
    grade: 'C',
    expected: oauthError(400, 'invalid_request'),
    act: async (stage) =>
      stage.postToDomain('/oauth2/revoke', { client_id: (await stage.client('public')).clientId }),
  },
  {
    id: 'O3b',
    input: 'an app client with EnableTokenRevocation=false',
    grade: 'C',
    expected: oauthError(400, 'invalid_request'),
    act: async (stage) => revokeAtDomain(stage, await stage.session('unrevocable')),
  },
  {
    id: 'O4',
    input: 'an access token',
    grade: 'C',
    source: `${DOCUMENTED}; oidc-client-ts #262`,
    expected: oauthError(400, 'unsupported_token_type'),
    act: async (stage) => {
      const session = await stage.session('public');
      return revokeAtDomain(stage, { ...session, refreshToken: session.accessToken });
    },
  },
  {
    id: 'O5',
    input: 'Basic authentication with a wrong secret',
    grade: 'C',
    expected: oauthError(401, 'invalid_client'),
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      const secret = canary('wrongSecretCanary'.padEnd(52, '0'));
      return stage.postToDomain('/oauth2/revoke', { token: refreshToken }, { ...client, secret });
    },
  },
  {
    id: 'O6',
    input: 'a public app client without client_id',
    grade: 'D',
    source: 'react-native-app-auth #774: it fails, the status is not told',
    expected: oauthError(400, 'invalid_request'),
    act: async (stage) => {
      const { refreshToken } = await stage.session('public');
      return stage.postToDomain('/oauth2/revoke', { token: refreshToken });
    },
  },
  {
    id: 'O7',
    input: 'the secret in the form instead of Basic authentication',
    grade: 'D',
    source: 'remix-auth-oauth2 #132: invalid_client, the cause is not told',
    expected: oauthError(401, 'invalid_client'),
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('confidential');
      return stage.postToDomain('/oauth2/revoke', {
        token: refreshToken,
        client_id: client.clientId,
        client_secret: client.secret ?? '',
      });
    },
  },
  {
    id: 'O8',
    input: 'a path that the domain does not serve',
    grade: 'B',
    source: 'react-native-app-auth #642',
    expected: { status: 405 },
    act: (stage) => stage.postToDomain('/oauth2/no-such-endpoint', {}),
  },
  {
    id: 'O9',
    input: '/oauth2/token: a refresh after revocation',
    grade: 'C',
    expected: oauthError(400, 'invalid_grant'),
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      await stage.revoke(client, refreshToken);
      return stage.postToDomain('/oauth2/token', {
        grant_type: 'refresh_token',
        client_id: client.clientId,
        refresh_token: refreshToken,
      });
    },
  },
  {
    id: 'O10',
    input: '/oauth2/token: a client id that does not exist',
    grade: 'C',
    source: `${DOCUMENTED}; amazon-cognito-auth-js #116`,
    expected: oauthError(400, 'invalid_client'),
    act: (stage) =>
      stage.postToDomain('/oauth2/token', {
        grant_type: 'refresh_token',
        client_id: '0'.repeat(26),
        refresh_token: 'garbage',
      }),
  },
]);

function domainRows(rows: readonly DomainRow[]): readonly ContractRow[] {
  return rows.map((row) => ({ source: DOCUMENTED, needs: 'domain', ...row }));
}

function revokeAtDomain(stage: ContractStage, { client, refreshToken }: StageSession) {
  return stage.postToDomain('/oauth2/revoke', { token: refreshToken, client_id: client.clientId });
}
