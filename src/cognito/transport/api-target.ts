/** What the header `X-Amz-Target` says of a call to an operation of Cognito's API. */
export function apiTarget(operation: string): string {
  return `AWSCognitoIdentityProviderService.${operation}`;
}
