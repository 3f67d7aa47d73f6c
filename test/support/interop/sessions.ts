import { canary } from '../canaries.ts';
import { postJson, SECRET, type RunningService } from '../running-service.ts';

/** A user's session at an app client, as a frontend holds it. */
export interface Session {
  readonly clientId: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** The app clients of a running service for which a client library is tried. Callers know the secret of neither. */
export const KINDS = ['publicClientId', 'confidentialClientId'] as const;

/** The ways to Cognito for which it is tried, and what the fake calls a revocation there. */
export const UPSTREAMS = ['api', 'domain'] as const;
export const REVOCATION_AT = { api: 'RevokeToken', domain: '/oauth2/revoke' } as const;

/** The paths of `/` that choose them. */
export const CLIENT_PATHS = {
  publicClientId: '/cognito-idp/public-client',
  confidentialClientId: '/cognito-idp/confidential-client',
} as const;

export function signIn({ fake }: RunningService, clientId: string): Session {
  const { accessToken, idToken, refreshToken } = fake.signIn({ clientId, username: 'alice' });
  return {
    clientId,
    accessToken: canary(accessToken),
    idToken: canary(idToken),
    refreshToken: canary(refreshToken),
  };
}

/** Whether Cognito still gives new tokens for the refresh token of a session. */
export async function refreshes(
  { fake, confidentialClientId }: RunningService,
  { clientId, refreshToken }: Session,
): Promise<boolean> {
  const { status } = await postJson(
    fake.url,
    {
      ClientId: clientId,
      RefreshToken: refreshToken,
      ...(clientId === confidentialClientId ? { ClientSecret: SECRET } : {}),
    },
    {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
    },
  );
  return status === 200;
}
