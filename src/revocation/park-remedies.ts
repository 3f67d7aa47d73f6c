import type { ParkedCause } from './intents/intent.ts';

/** What an operator has to do before a logout can be done, by what stands in the way. */
const REMEDIES: Record<ParkedCause, (subject: string) => string> = {
  'client-secret-rejected': (subject) =>
    `Cognito refused the secret of ${subject}: put the current one in its file and send SIGHUP, or in ` +
    'COGNITO_CLIENT_SECRET (left out if the app client has none) and restart.',
  'client-refused': (subject) =>
    `The domain of the user pool refused ${subject} for its id or its secret: correct domain, id and secret in the ` +
    'configuration (leave the secret out if the app client has none) and restart.',
  'client-not-found': (subject) =>
    `Cognito does not know ${subject}, or the configuration does not any more: correct its id and user pool there, or ` +
    'put it back, and restart. If it is gone for good, drop what waits for it.',
  'user-pool-not-found': (subject) =>
    `Cognito does not know ${subject}, or the configuration does not any more: correct its id there, or put it back, ` +
    'and restart. If it is gone for good, drop what waits for it.',
  'revocation-disabled': (subject) =>
    `Token revocation is off for ${subject}, so that no logout can end a session: switch EnableTokenRevocation on at ` +
    'Cognito, keeping every other setting (an update resets what it leaves out).',
  'revocation-refused': (subject) =>
    `The domain of the user pool answers ${subject} as if no token were sent, or as if revocation were off. One was: ` +
    'switch EnableTokenRevocation on at Cognito, keeping every other setting.',
  'operation-not-enabled': (subject) =>
    `Cognito does not allow this for ${subject}: use the primary Region of the user pool, and set sessionTracking to ` +
    'false if the pool does not track sessions.',
  'not-permitted': (subject) =>
    `The AWS credentials of the service do not reach ${subject}: give the service a role with the policies of docs/iam.md, ` +
    'such as cognito-idp:AdminUserGlobalSignOut and cognito-idp:AdminGetUser, on it.',
  'unknown-exception': (subject) =>
    `Cognito refused ${subject} with an exception that this version does not know: look up exceptionName, in the line ` +
    'of this try, in the API reference of Cognito.',
  undecryptable: (subject) =>
    `Logouts of ${subject} do not decrypt, and not for want of a key: find out who or what changed their rows. Order ` +
    'anew what the audit trail tells of them, and drop them.',
  'unknown-format': (subject) =>
    `Logouts of ${subject} were stored by a newer version than this one: upgrade every instance, and retry.`,
};

/** All of them. */
export const PARKED_CAUSES = Object.keys(REMEDIES) as readonly ParkedCause[];

/** What is parked, as remedies name it. */
export function parkedSubject(userPoolId: string, clientId: string | undefined): string {
  return clientId === undefined ? `user pool ${userPoolId}` : `app client ${clientId}`;
}

/**
 * One sentence, for logs and admins, that says what is wrong and how to mend it. Names ids only.
 *
 * @param subject what is set up wrongly, as in "app client 1example23456789"
 */
export function remedyFor(cause: ParkedCause, subject: string): string {
  return REMEDIES[cause](subject);
}
