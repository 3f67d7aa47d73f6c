import * as z from 'zod';
import { ServiceError } from '../../../errors/service-error.ts';
import { explainIssue } from '../explain-issue.ts';
import { formSwitch } from '../fields/logout-fields.ts';

const SESSION_ID = /^(?:tkn|sso)[a-z0-9]{25}$/;

/** The parameters of `DELETE /sessions/{sessionId}`. */
export const endOwnSessionQuerySchema = z.strictObject({
  endSso: formSwitch.optional().meta({
    description:
      'true or false: also end what is linked with it: the managed-login session behind a token session, the token sessions that came through a managed-login session',
  }),
});

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
