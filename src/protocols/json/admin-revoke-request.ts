import * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';
import { explainIssue } from './explain-issue.ts';
import { clientIdField, jsonSwitch, reasonField, tokenField, userPoolIdField } from './fields.ts';

export type RevokeTarget =
  | { readonly kind: 'refresh-token'; readonly refreshToken: string; readonly clientId: string }
  | { readonly kind: 'access-token'; readonly accessToken: string }
  | { readonly kind: 'user'; readonly username: string; readonly userPoolId: string }
  | { readonly kind: 'session'; readonly username: string; readonly sessionId: string }
  /** Every access token of an app client, or of a user pool, that was issued until now. */
  | { readonly kind: 'app-client'; readonly clientId: string }
  | { readonly kind: 'user-pool'; readonly userPoolId: string };

export interface AdminRevokeRequest {
  readonly target: RevokeTarget;
  readonly reason: string;
  readonly endSso: boolean;
  readonly disableUser: boolean;
  readonly dryRun: boolean;
}

/**
 * The body of `POST /admin/revoke`. The patterns of username and pool id are Cognito's.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 */
export const adminRevokeSchema = z.strictObject({
  refreshToken: tokenField('the refresh token of the session to end').optional(),
  clientId: clientIdField.optional(),
  accessToken: tokenField('an access token of the session to end').optional(),
  username: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u)
    .optional()
    .meta({ description: 'the name of the user, as Cognito keeps it: up to 128 characters without blanks' }),
  userPoolId: userPoolIdField.optional(),
  sessionId: z
    .string()
    .max(256)
    .regex(/^[\w-]+$/)
    .optional()
    .meta({ description: 'the id of one session of the user' }),
  allUsers: jsonSwitch.optional().meta({
    description:
      'true or false: with clientId or userPoolId alone, refuse every access token that all users were given until now',
  }),
  reason: reasonField('the session is ended'),
  endSso: jsonSwitch.optional().meta({ description: 'true or false: also end the managed-login session' }),
  disableUser: jsonSwitch.optional().meta({ description: 'true or false: also disable the user' }),
  dryRun: jsonSwitch.optional().meta({ description: 'true or false: only say what would be done' }),
});

type Fields = z.infer<typeof adminRevokeSchema>;

/**
 * Reads the body of `POST /admin/revoke`. It names exactly one target.
 *
 * @throws ServiceError `invalid-request`
 */
export function parseAdminRevokeRequest(fields: unknown): AdminRevokeRequest {
  const parsed = adminRevokeSchema.safeParse(fields);
  if (!parsed.success) throw explainIssue(parsed.error, adminRevokeSchema, fields);
  const { reason, endSso = false, disableUser = false, dryRun = false } = parsed.data;
  return { target: targetOf(parsed.data), reason, endSso, disableUser, dryRun };
}

function targetOf(fields: Fields): RevokeTarget {
  const { refreshToken, clientId, accessToken, username, userPoolId, sessionId, allUsers = false } = fields;
  const named = [refreshToken, clientId, accessToken, username, userPoolId, sessionId];
  const count = named.filter((value) => value !== undefined).length;
  if (count === 1) {
    if (accessToken !== undefined && !allUsers) return { kind: 'access-token', accessToken };
    if (allUsers && clientId !== undefined) return { kind: 'app-client', clientId };
    if (allUsers && userPoolId !== undefined) return { kind: 'user-pool', userPoolId };
  }
  if (count === 2 && !allUsers) {
    if (refreshToken !== undefined && clientId !== undefined)
      return { kind: 'refresh-token', refreshToken, clientId };
    if (username !== undefined && userPoolId !== undefined) return { kind: 'user', username, userPoolId };
    if (username !== undefined && sessionId !== undefined) return { kind: 'session', username, sessionId };
  }
  throw new ServiceError(
    'invalid-request',
    'Name exactly one target: refreshToken and clientId, username and userPoolId, accessToken, or allUsers with clientId or userPoolId.',
  );
}
