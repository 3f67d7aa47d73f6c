/**
 * What an authorization server says of itself, by the names of OpenID Connect Discovery 1.0 section 3 and RFC 8414
 * section 2. `issuer` is always there.
 */
export type ProviderMetadata = Readonly<Record<string, unknown>> & { readonly issuer: string };

/** Knows the metadata of the configured user pools. */
export interface ProviderMetadataSource {
  /**
   * What Cognito says of a user pool, at most an hour old; older, while Cognito cannot be reached; and what the
   * configuration tells, if it never could. Never throws.
   *
   * @returns undefined for a user pool that is not configured
   */
  of(userPoolId: string): Promise<ProviderMetadata | undefined>;
}
