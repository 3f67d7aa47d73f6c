import type { ProviderMetadata } from '../../revocation/ports/provider-metadata.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { userPoolUrl } from './user-pool-url.ts';

/** A user pool, and its domain if there is one. */
export type UserPoolWithDomain = UserPoolPlace & { readonly domain?: string | undefined };

/**
 * What holds for every user pool, and is known without asking.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
 */
export function builtInMetadata(pool: UserPoolWithDomain): ProviderMetadata {
  const { region, userPoolId, domain } = pool;
  return {
    issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    jwks_uri: `${userPoolUrl(pool)}/.well-known/jwks.json`,
    ...(domain === undefined
      ? {}
      : {
          authorization_endpoint: `${domain}/oauth2/authorize`,
          token_endpoint: `${domain}/oauth2/token`,
          userinfo_endpoint: `${domain}/oauth2/userInfo`,
          end_session_endpoint: `${domain}/logout`,
        }),
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
