import type { ProviderMetadata } from '../../revocation/ports/provider-metadata.ts';
import type { MetadataDocument } from './metadata-schema.ts';

/**
 * A user pool's own discovery document with the endpoints that this service offers in its place (OpenID Connect
 * Discovery 1.0 section 3, RFC 8414 section 2).
 *
 * @param publicUrl where callers find the service, without a slash at the end
 * @param signsOut whether logouts in the browser have somewhere to go; Cognito's own endpoint is told otherwise
 */
export function metadataDocument(
  metadata: ProviderMetadata,
  publicUrl: string,
  signsOut: boolean,
): MetadataDocument {
  return {
    ...metadata,
    revocation_endpoint: `${publicUrl}/oauth2/revoke`,
    revocation_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    ...(signsOut ? { end_session_endpoint: `${publicUrl}/oidc/logout` } : {}),
    introspection_endpoint: `${publicUrl}/oauth2/introspect`,
    introspection_endpoint_auth_methods_supported: ['Bearer', 'client_secret_basic'],
  };
}
