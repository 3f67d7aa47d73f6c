import type { DemoWorld } from './demo-world.ts';
import { asCurl, cognitoRequest, jsonRequest, quote, type HttpRequest } from './http-requests.ts';

/** Refresh tokens of live sessions, for the commands to use up. */
export interface DemoSessions {
  readonly alice: string;
  /** Alice's session at the confidential app client. */
  readonly aliceConfidential: string;
  readonly bob: string;
}

/** Commands to paste into a shell, in an order that shows what a logout does. */
export function curlCommands(demo: DemoWorld, sessions: DemoSessions): string {
  const variables = {
    ALICE: sessions.alice,
    ALICE_CONFIDENTIAL: sessions.aliceConfidential,
    BOB: sessions.bob,
    ADMIN_API_KEY: demo.adminApiKey,
  };
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
  const commands = requests(demo, sessions).map(
    ([title, request]) => `# ${title}\n${asCurl(request, variables)}\n`,
  );
  return [
    '# Live refresh tokens of the fake Cognito, and the key of an admin: paste these lines first',
    ...assignments,
    '',
    ...commands,
  ].join('\n');
}

function requests(demo: DemoWorld, sessions: DemoSessions): readonly (readonly [string, HttpRequest])[] {
  const { serviceUrl, publicClientId, confidentialClientId, userPoolId, bob, adminApiKey } = demo;
  const logout = (refreshToken: string, clientId: string) =>
    jsonRequest(`${serviceUrl}/logout`, { refreshToken, clientId });
  const target = { username: bob.username, userPoolId, reason: 'phone lost' };
  return [
    ["Alice's refresh token gives new tokens", refresh(demo, sessions.alice)],
    ['Alice logs out', logout(sessions.alice, publicClientId)],
    ['Now Cognito refuses her refresh token', refresh(demo, sessions.alice)],
    [
      'A logout at a confidential app client: only the service knows its secret',
      logout(sessions.aliceConfidential, confidentialClientId),
    ],
    [
      "An admin ends all of Bob's sessions",
      jsonRequest(`${serviceUrl}/admin/revoke`, target, { Authorization: `Bearer ${adminApiKey}` }),
    ],
    ['Now Cognito refuses his refresh token, too', refresh(demo, sessions.bob)],
  ];
}

function refresh({ cognitoUrl, publicClientId }: DemoWorld, refreshToken: string): HttpRequest {
  return cognitoRequest(cognitoUrl, 'InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: publicClientId,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
}
