import type { Question } from './ask.ts';

/** A call of Cognito's API as the AWS SDKs send it. */
export function apiCall(
  operation: string,
  members: object | string,
  headers: Readonly<Record<string, string>> = {},
): Question {
  return {
    path: '/',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
    body: members,
  };
}
