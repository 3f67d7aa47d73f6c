/**
 * The address that ends the managed-login session when a browser opens it.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export function managedLogoutUrl(domain: string, clientId: string, logoutUri: string): string {
  return `${domain}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: logoutUri }).toString()}`;
}
