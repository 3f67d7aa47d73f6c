import type { AppClientProfile } from '../../src/revocation/app-client-profile.ts';
import type { EndTokenSession, RequestContext } from '../../src/revocation/command.ts';

/** A public app client, for tests of the core. */
export const EXAMPLE_CLIENT: AppClientProfile = {
  clientId: 'webapp',
  userPoolId: 'eu-west-1_Example',
  region: 'eu-west-1',
  allowedOrigins: [],
  accessTokenValiditySeconds: 900,
  idTokenValiditySeconds: 900,
  refreshTokenValiditySeconds: 2_592_000,
  sessionTracking: false,
};

export const CALLER: RequestContext = {
  requestId: 'request-1',
  actor: { kind: 'caller' },
  clientAddress: '192.0.2.1',
  reason: undefined,
};

/** A caller's logout, without proof, of one session. */
export function endTokenSession(
  refreshToken: string,
  changes: Partial<EndTokenSession> = {},
): EndTokenSession {
  return {
    act: 'end-token-session',
    appClient: EXAMPLE_CLIENT,
    refreshToken,
    proof: undefined,
    everywhere: undefined,
    endSso: false,
    ...changes,
  };
}
