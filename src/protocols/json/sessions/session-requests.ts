import * as z from 'zod';
import { ServiceError } from '../../../errors/service-error.ts';
import { explainIssue } from '../explain-issue.ts';
import { formSwitch } from '../fields.ts';

/**
 * Cognito's `UserPoolIdType` and `UsernameType`.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html
 */
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
const SESSION_ID = /^(?:tkn|sso)[a-z0-9]{25}$/;

/** The parameters of `GET /admin/users/{username}/sessions`. */
export const userSessionsQuerySchema = z.strictObject({
  userPoolId: z
    .string()
    .max(55)
    .regex(/^[\w-]+_[0-9a-zA-Z]+$/)
    .meta({ description: 'the id of a configured user pool' }),
});

/** The parameters of `DELETE /sessions/{sessionId}`. */
export const endOwnSessionQuerySchema = z.strictObject({
  endSso: formSwitch.optional().meta({
    description:
      'true or false: also end what is linked with it: the managed-login session behind a token session, the token sessions that came through a managed-login session',
  }),
});

/**
 * Whose sessions are asked for.
 *
 * @param username as it stands in the path, decoded
 * @throws ServiceError `invalid-request`
 */
export function parseUserSessionsQuery(
  username: unknown,
  parameters: object,
): { readonly username: string; readonly userPoolId: string } {
  const parsed = userSessionsQuerySchema.safeParse(parameters);
  if (!parsed.success) throw explainIssue(parsed.error, userSessionsQuerySchema, parameters, 'URL');
  if (typeof username !== 'string' || !USERNAME.test(username)) {
    throw new ServiceError('invalid-request', 'A username has 1 to 128 characters, without blanks.');
  }
  return { username, userPoolId: parsed.data.userPoolId };
}

/**
 * Which session is to end.
 *
 * @throws ServiceError `session-not-found` for an id that none can have; `invalid-request`
 */
export function parseEndOwnSession(
  sessionId: unknown,
  parameters: object,
): { readonly sessionId: string; readonly endSso: boolean } {
  const parsed = endOwnSessionQuerySchema.safeParse(parameters);
  if (!parsed.success) throw explainIssue(parsed.error, endOwnSessionQuerySchema, parameters, 'URL');
  if (typeof sessionId !== 'string' || !SESSION_ID.test(sessionId)) {
    throw new ServiceError(
      'session-not-found',
      'The id of a session is tkn or sso and 25 lower-case letters and digits. List the sessions again.',
    );
  }
  return { sessionId, endSso: parsed.data.endSso ?? false };
}
