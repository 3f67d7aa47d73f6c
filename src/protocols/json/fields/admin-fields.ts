import * as z from 'zod';

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
