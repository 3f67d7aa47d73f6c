import {
  createCognitoTokenVerifier,
  type AcceptedAppClient,
  type CognitoTokenVerifier,
} from '../../../src/cognito/cognito-token-verifier.ts';
import { createUpstreamConnections } from '../../../src/cognito/upstream-connections.ts';
import { answerJson, startScriptedUpstream, type ReceivedCall } from './scripted-upstream.ts';
import { createSigningKey, jwksOf, type Claims } from './signed-tokens.ts';

export const USER_POOL_ID = 'eu-west-1_Verify1';
export const CLIENT_ID = 'verify1client';
export const KEY = createSigningKey('kid-1');
export const OTHER_KEY = createSigningKey('kid-2');
export const NOW_SECONDS = Math.floor(Date.now() / 1000);

const SHARED: Claims = {
  sub: 'sub-of-alice',
  iss: `https://cognito-idp.eu-west-1.amazonaws.com/${USER_POOL_ID}`,
  origin_jti: 'origin-1',
  exp: NOW_SECONDS + 600,
  iat: NOW_SECONDS,
  jti: 'jti-1',
  'cognito:groups': ['admins'],
};

/** The claims of an access token that verifies, if KEY signs them. */
export const ACCESS: Claims = {
  ...SHARED,
  token_use: 'access',
  client_id: CLIENT_ID,
  username: 'alice',
  scope: 'openid aws.cognito.signin.user.admin',
};
export const ID: Claims = { ...SHARED, token_use: 'id', aud: CLIENT_ID, 'cognito:username': 'alice' };

export type Respond = (status: number, body: string) => void;

/** A verifier, and the place where it finds the keys of its user pools. */
export interface VerifierUnderTest {
  readonly verifier: CognitoTokenVerifier;
  /** What is answered to whoever asks for keys: at first, KEY's. */
  answer: (respond: Respond) => void;
  nowMs: number;
  /** Requests for keys. */
  readonly fetches: readonly ReceivedCall[];
  client(clientId: string, userPoolId?: string): AcceptedAppClient;
  verifierOf(accepted: () => readonly AcceptedAppClient[], keysTimeoutMs?: number): CognitoTokenVerifier;
  stop(): Promise<void>;
}

export async function startVerifierUnderTest(): Promise<VerifierUnderTest> {
  const upstream = await startScriptedUpstream((_call, response) =>
    underTest.answer((status, body) => answerJson(response, status, body)),
  );
  const connections = createUpstreamConnections();
  const client = (clientId: string, userPoolId = USER_POOL_ID) => ({
    clientId,
    userPoolId,
    region: 'eu-west-1',
    endpoint: upstream.url,
  });
  const verifierOf = (all: () => readonly AcceptedAppClient[], keysTimeoutMs = 10_000) =>
    createCognitoTokenVerifier({
      clients: { all },
      connections,
      clock: { nowMs: () => underTest.nowMs },
      keysTimeoutMs,
    });
  const accepted = [client(CLIENT_ID)];
  const underTest: VerifierUnderTest = {
    verifier: verifierOf(() => accepted),
    answer: (respond) => respond(200, jwksOf([KEY])),
    nowMs: Date.now(),
    fetches: upstream.calls,
    client,
    verifierOf,
    stop: async () => {
      await connections.close();
      await upstream.stop();
    },
  };
  return underTest;
}
