import { membersOf } from './members.ts';

export interface RevokeTokenRequest {
  readonly token: string;
  readonly clientId: string;
  /** Whatever the caller has there: what it has to be is up to the app client. */
  readonly clientSecret: string | undefined;
  /** Whether the managed-login session is to end as well. */
  readonly endSso: boolean;
}

/**
 * Reads a RevokeToken request.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 *
 * @throws ServiceError `invalid-request`
 */
export function parseRevokeTokenRequest(fields: object): RevokeTokenRequest {
  const { Token, ClientId, ClientSecret, RevokeAssociatedSessions } = membersOf(fields, {
    Token: { required: true, pattern: '[A-Za-z0-9-_=.]+' },
    ClientId: { required: true, pattern: '[\\w+]+', lengthMin: 1, lengthMax: 128 },
    ClientSecret: {},
    RevokeAssociatedSessions: { pattern: 'NONE|LINKED' },
  });
  return {
    token: Token,
    clientId: ClientId,
    clientSecret: ClientSecret,
    endSso: RevokeAssociatedSessions === 'LINKED',
  };
}
