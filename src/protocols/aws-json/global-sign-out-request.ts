import { membersOf } from './members.ts';

/**
 * Reads a GlobalSignOut request.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 *
 * @throws ServiceError `invalid-request`
 */
export function parseGlobalSignOutRequest(fields: object): { readonly accessToken: string } {
  const { AccessToken } = membersOf(fields, {
    AccessToken: { required: true, pattern: '[A-Za-z0-9-_=.]+' },
  });
  return { accessToken: AccessToken };
}
