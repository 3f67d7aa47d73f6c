import type { ParkCause } from './ports/upstream-outcome.ts';

/** What an operator has to do before Cognito will do what it was asked, by what stands in the way. */
const REMEDIES: Record<ParkCause, (subject: string) => string> = {
  'client-secret-rejected': (subject) =>
    `Cognito refused the secret of ${subject}: put the current one into COGNITO_CLIENT_SECRET or the app clients file ` +
    '(none for an app client without a secret), and restart.',
  'client-not-found': (subject) =>
    `Cognito does not know ${subject}: correct its id and Region in the configuration, or remove it there.`,
  'user-pool-not-found': (subject) =>
    `Cognito does not know ${subject}: correct its id and Region in the configuration, or remove it there.`,
  'revocation-disabled': (subject) =>
    `Token revocation is switched off for ${subject}, so that nothing can be revoked: set EnableTokenRevocation, ` +
    'sending every other setting along (UpdateUserPoolClient resets what is left out).',
  'operation-not-enabled': (subject) =>
    `Cognito does not allow the operation for ${subject}: use the primary Region of a replicated user pool; switch ` +
    'sessionTracking off in the app clients file if the user pool does not track sessions.',
  'not-permitted': (subject) =>
    `The AWS credentials of the service do not allow cognito-idp:AdminUserGlobalSignOut on ${subject}: give it a role ` +
    'that does.',
  'unknown-exception': (subject) =>
    `Cognito refused what was asked for ${subject} with an exception that this version does not know: look its name ` +
    'up in the log and in the API reference of Cognito.',
};

/**
 * One sentence for the log that says what is wrong and how to mend it. Names ids only.
 *
 * @param subject what is set up wrongly, as in "app client 1example23456789"
 */
export function remedyFor(cause: ParkCause, subject: string): string {
  return REMEDIES[cause](subject);
}
