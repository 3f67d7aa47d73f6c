import * as z from 'zod';
import { explainIssue } from './explain-issue.ts';
import { clientIdField, formSwitch, jsonSwitch, tokenField } from './fields/logout-fields.ts';

export interface LogoutRequest {
  readonly refreshToken: string | undefined;
  readonly clientId: string | undefined;
  readonly accessToken: string | undefined;
  readonly idToken: string | undefined;
  readonly everywhere: boolean;
  readonly endSso: boolean;
}

/** The body of `POST /logout` as JSON. */
export const logoutJsonSchema = schemaWith(jsonSwitch);

/** The body of `POST /logout` as a form. */
export const logoutFormSchema = schemaWith(formSwitch);

/**
 * Reads the body of `POST /logout`. Fields that are not known are refused, and nothing is coerced, but for the
 * switches of a form.
 *
 * @throws ServiceError `invalid-request`
 */
export function parseLogoutRequest(fields: unknown, encoding: 'json' | 'form' | 'none'): LogoutRequest {
  const schema = encoding === 'form' ? logoutFormSchema : logoutJsonSchema;
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw explainIssue(parsed.error, schema, fields);
  const { refreshToken, clientId, accessToken, idToken, everywhere = false, endSso = false } = parsed.data;
  return { refreshToken, clientId, accessToken, idToken, everywhere, endSso };
}

function schemaWith(flag: z.ZodType<boolean>) {
  return z.strictObject({
    refreshToken: tokenField('the refresh token of the session').optional(),
    clientId: clientIdField.optional(),
    accessToken: tokenField('the access token of the session').optional(),
    idToken: tokenField('the ID token of the session').optional(),
    everywhere: flag.optional().meta({
      description: 'true or false: end every session of the user, which needs a valid access token',
    }),
    endSso: flag.optional().meta({
      description: 'true or false: also end the managed-login session that the token came through',
    }),
  });
}
