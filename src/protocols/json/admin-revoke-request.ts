import * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';
import type { UserReference } from '../../revocation/ports/users/user-directory.ts';
import { explainIssue } from './explain-issue.ts';
import { emailField, reasonField, subField, userPoolIdField } from './fields/admin-fields.ts';
import { clientIdField, jsonSwitch, tokenField } from './fields/logout-fields.ts';

/** Whom an order names. Where only one user pool is configured, it need not be said. */
export interface UserTarget {
  readonly user: UserReference;
  readonly userPoolId: string | undefined;
}

export type RevokeTarget =
  | { readonly kind: 'refresh-token'; readonly refreshToken: string; readonly clientId: string }
  | { readonly kind: 'access-token'; readonly accessToken: string }
  | ({ readonly kind: 'user' } & UserTarget)
  | ({ readonly kind: 'session'; readonly sessionId: string } & UserTarget)
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
    .meta({
      description:
        'the name of the user, or anything else that the user signs in by: up to 128 characters without blanks',
    }),
  sub: subField.optional(),
  email: emailField.optional(),
  userPoolId: userPoolIdField
    .optional()
    .meta({ description: 'the id of a configured user pool; may be left out where only one is configured' }),
  sessionId: z
    .string()
    .max(256)
    .regex(/^[\w-]+$/)
    .optional()
    .meta({ description: 'the id of one session of the user, as the list of sessions has it' }),
  allUsers: jsonSwitch.optional().meta({
    description:
      'true or false: with clientId or userPoolId alone, refuse every access token that all users were given until now',
  }),
  reason: reasonField('the session is ended'),
  endSso: jsonSwitch.optional().meta({
    description:
      'true or false: with a refresh token, a session or a user, also end the managed-login session it came through, or all of the user',
  }),
  disableUser: jsonSwitch.optional().meta({
    description: 'true or false: with a user and no sessionId, also keep the user from signing in again',
  }),
  dryRun: jsonSwitch.optional().meta({
    description: 'true or false: only look up and say what would be done',
  }),
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
  const target = targetOf(parsed.data);
  if (endSso && !ENDS_SESSIONS.has(target.kind))
    throw misplaced('endSso', 'a refresh token, a session or a user');
  if (disableUser && target.kind !== 'user')
    throw misplaced('disableUser', 'a user, all of whose sessions end');
  return { target, reason, endSso, disableUser, dryRun };
}

const ENDS_SESSIONS: ReadonlySet<RevokeTarget['kind']> = new Set(['refresh-token', 'user', 'session']);

function misplaced(name: string, targets: string): ServiceError {
  return new ServiceError(
    'invalid-request',
    `The field "${name}" goes with ${targets}, and with nothing else.`,
  );
}

const TARGETS =
  'refreshToken and clientId; accessToken; a user, by one of username, sub and email, with userPoolId, and with ' +
  'sessionId for one session; or allUsers with clientId or userPoolId';

function targetOf(fields: Fields): RevokeTarget {
  const { allUsers = false, reason: _1, endSso: _2, disableUser: _3, dryRun: _4, ...named } = fields;
  const names = Object.entries(named)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  const are = (...wanted: readonly string[]): boolean =>
    names.length === wanted.length && names.every((name) => wanted.includes(name));
  const { refreshToken, clientId, accessToken, userPoolId, sessionId } = named;
  if (allUsers) {
    if (clientId !== undefined && are('clientId')) return { kind: 'app-client', clientId };
    if (userPoolId !== undefined && are('userPoolId')) return { kind: 'user-pool', userPoolId };
    throw notOneTarget();
  }
  if (accessToken !== undefined && are('accessToken')) return { kind: 'access-token', accessToken };
  if (refreshToken !== undefined && clientId !== undefined && are('refreshToken', 'clientId')) {
    return { kind: 'refresh-token', refreshToken, clientId };
  }
  const user = userOf(named);
  const others = names.filter((name) => name !== 'userPoolId' && name !== 'sessionId');
  if (user === undefined || others.length !== 1) throw notOneTarget();
  return sessionId === undefined
    ? { kind: 'user', user, userPoolId }
    : { kind: 'session', user, userPoolId, sessionId };
}

function userOf({ username: name, sub, email }: Partial<Fields>): UserReference | undefined {
  if (name !== undefined) return { by: 'name', name };
  if (sub !== undefined) return { by: 'sub', sub };
  return email === undefined ? undefined : { by: 'email', email };
}

function notOneTarget(): ServiceError {
  return new ServiceError('invalid-request', `Name exactly one target: ${TARGETS}.`);
}
