import type { UserPoolPlace } from './cognito-app-client.ts';

/** Where Cognito serves the documents of a user pool. */
export function userPoolUrl({ region, userPoolId, endpoint }: UserPoolPlace): string {
  return `${endpoint ?? `https://cognito-idp.${region}.amazonaws.com`}/${userPoolId}`;
}
