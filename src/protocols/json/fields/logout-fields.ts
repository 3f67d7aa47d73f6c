import * as z from 'zod';
import {
  TOKEN_CHARACTERS,
  TOKEN_LENGTH_MAX,
  TOKEN_LENGTH_MIN,
  isTokenShaped,
} from '../../../tokens/token-shape.ts';

/** A field that holds a token. What is described here is said to a caller whose value does not fit. */
export function tokenField(what: string) {
  return z
    .string()
    .refine(isTokenShaped)
    .meta({
      description: `${what}, ${TOKEN_LENGTH_MIN} to ${TOKEN_LENGTH_MAX} of the characters A-Z a-z 0-9 . _ = -`,
      minLength: TOKEN_LENGTH_MIN,
      maxLength: TOKEN_LENGTH_MAX,
      pattern: TOKEN_CHARACTERS.source,
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

/** A switch of a JSON body. */
export const jsonSwitch = z.boolean();

/** A switch of a form, whose values are all strings. */
export const formSwitch = z.enum(['true', 'false']).transform((value) => value === 'true');
