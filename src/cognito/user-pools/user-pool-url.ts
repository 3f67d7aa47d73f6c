import type { UserPoolPlace } from '../cognito-app-client.ts';
import { apiUrl } from '../transport/api-url.ts';

/** Where Cognito serves the documents of a user pool. */
export function userPoolUrl(place: UserPoolPlace): string {
  return `${apiUrl(place)}/${place.userPoolId}`;
}
