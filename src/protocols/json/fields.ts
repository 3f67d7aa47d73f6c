import * as z from 'zod';
import { TOKEN_LENGTH_MAX, isTokenShaped } from '../../tokens/token-shape.ts';

const TOKEN_LENGTH_MIN = 20;

/** A field that holds a token. What is described here is said to a caller whose value does not fit. */
export function tokenField(what: string) {
  return z
    .string()
    .refine(isTokenShaped)
    .meta({
      description: `${what}, ${TOKEN_LENGTH_MIN} to ${TOKEN_LENGTH_MAX} of the characters A-Z a-z 0-9 . _ = -`,
      minLength: TOKEN_LENGTH_MIN,
      maxLength: TOKEN_LENGTH_MAX,
      pattern: '^[A-Za-z0-9\\-_=.]+$',
    });
}

/**
 * Cognito's `ClientIdType`.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export const clientIdField = z
  .string()
  .max(128)
  .regex(/^[\w+]+$/)
  .meta({ description: 'the id of an app client, as Cognito shows it' });

/** Cognito's `UserPoolIdType`, of a pool that is configured. */
export const userPoolIdField = z
  .string()
  .max(55)
  .regex(/^[\w-]+_[0-9a-zA-Z]+$/)
  .meta({ description: 'the id of a configured user pool' });

/** What Cognito gives every user for good. */
export const subField = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .meta({ description: 'the `sub` of the user, as tokens and the audit trail have it: a UUID' });

/** Short of what could end the quotes of a filter. */
export const emailField = z
  .string()
  .max(240)
  .regex(/^[^\s"\\@\p{Cc}\p{Cf}\p{Cs}]+@[^\s"\\@\p{Cc}\p{Cf}\p{Cs}]+$/u)
  .meta({ description: 'the e-mail address of the user, as Cognito keeps it, in the same capitals' });

/** A switch of a JSON body. */
export const jsonSwitch = z.boolean();

/** A switch of a form, whose values are all strings. */
export const formSwitch = z.enum(['true', 'false']).transform((value) => value === 'true');

/** One line of text: no control characters, and no halves of surrogate pairs. */
const LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

/** Why an admin orders something, for the audit trail. */
export function reasonField(what: string) {
  return z
    .string()
    .max(500)
    .regex(LINE)
    .regex(/\S/)
    .refine(holdsNoSecret)
    .meta({
      description: `why ${what}, for the audit trail: one line of 1 to 500 characters, without tokens and without words of more than 48`,
    });
}

/** The audit trail keeps the reason as it is and shows it to other admins: nothing in it may be long enough for a secret. */
function holdsNoSecret(reason: string): boolean {
  return reason.split(/\s/).every((word) => word.length <= 48 && !word.includes('eyJ'));
}
