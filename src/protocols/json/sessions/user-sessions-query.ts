import * as z from 'zod';
import { ServiceError } from '../../../errors/service-error.ts';
import type { UserReference } from '../../../revocation/ports/users/user-directory.ts';
import { explainIssue } from '../explain-issue.ts';
import { emailField, subField, userPoolIdField } from '../fields/admin-fields.ts';

/**
 * Cognito's `UsernameType`.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListUserSessions.html
 */
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** The parameters of `GET /admin/users/{username}/sessions`. */
export const userSessionsQuerySchema = z.strictObject({
  userPoolId: userPoolIdField,
  by: z.enum(['username', 'sub', 'email']).optional().meta({
    description:
      'username, sub or email: what stands in the path in the place of the user name. Left out: username, or whatever else the user signs in by',
  }),
});

/**
 * Whose sessions are asked for.
 *
 * @param name as it stands in the path, decoded
 * @throws ServiceError `invalid-request`
 */
export function parseUserSessionsQuery(
  name: unknown,
  parameters: object,
): { readonly user: UserReference; readonly userPoolId: string } {
  const parsed = userSessionsQuerySchema.safeParse(parameters);
  if (!parsed.success) throw explainIssue(parsed.error, userSessionsQuerySchema, parameters, 'URL');
  const { userPoolId, by = 'username' } = parsed.data;
  return { userPoolId, user: userReference(by, typeof name === 'string' ? name : '') };
}

function userReference(by: 'username' | 'sub' | 'email', name: string): UserReference {
  switch (by) {
    case 'username':
      if (!USERNAME.test(name))
        throw new ServiceError('invalid-request', 'A username has 1 to 128 characters, without blanks.');
      return { by: 'name', name };
    case 'sub':
      if (!subField.safeParse(name).success)
        throw new ServiceError('invalid-request', 'A sub is a UUID in lower-case letters.');
      return { by, sub: name };
    case 'email':
      if (!emailField.safeParse(name).success)
        throw new ServiceError('invalid-request', 'An e-mail address has one @ and at most 240 characters.');
      return { by, email: name };
  }
}
