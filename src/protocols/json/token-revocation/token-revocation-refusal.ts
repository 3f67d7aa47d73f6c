import type { Hindrance } from '../../../doctor/reading.ts';
import type { Management, TokenRevocationResult } from '../../../doctor/settings/turn-on-token-revocation.ts';
import { ServiceError } from '../../../errors/service-error.ts';

type Refused = Exclude<TokenRevocationResult, { kind: 'changed' | 'already-on' | 'would-change' }>;

const RETRY_AFTER_SECONDS = 5;
const NAME = /^[A-Za-z][A-Za-z0-9.]{0,120}$/;

/** Why token revocation was not turned on, in words for the admin who ordered it. */
export function tokenRevocationRefusal(result: Refused): ServiceError {
  switch (result.kind) {
    case 'unknown-fields':
      return new ServiceError(
        'conflict',
        `Cognito has settings of this app client that this version of the service does not know, and that a change ` +
          `would reset: ${result.fields.filter((field) => NAME.test(field)).join(', ')}. Nothing was written. Update the service.`,
      );
    case 'managed-elsewhere':
      return new ServiceError('conflict', managedText(result.managedBy));
    case 'changed-meanwhile':
      return new ServiceError(
        'conflict',
        'Somebody else is changing this app client. Nothing was written: look at it, and ask again.',
      );
    case 'hindered':
      return hindered(result);
  }
}

function managedText(tools: Management): string {
  const finding =
    tools === 'unknown'
      ? 'It cannot be told whether a tool manages this user pool, since its tags could not be read.'
      : `${tools.join(' and ')} manages this user pool, and its next run may set token revocation back: turn it on there.`;
  return `${finding} Nothing was written. To turn it on here all the same, send evenIfManaged.`;
}

function hindered({ at, hindrance, mayBeWritten }: Extract<Refused, { kind: 'hindered' }>): ServiceError {
  const operation = at === 'update' ? 'UpdateUserPoolClient' : 'DescribeUserPoolClient';
  const done = mayBeWritten
    ? 'The change may have been written: ask again, as a dry run, how it stands.'
    : 'Nothing was written.';
  const cause = `token-revocation-${at}-${hindrance.kind}`;
  const isPassing = hindrance.kind === 'throttled' || hindrance.kind === 'unreachable';
  return new ServiceError(
    isPassing || mayBeWritten ? 'not-durable' : 'client-misconfigured',
    `${WORDS[hindrance.kind](operation)} ${done}`,
    { cause, retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

const WORDS: Readonly<Record<Hindrance['kind'], (operation: string) => string>> = {
  absent: () => 'Cognito does not know this app client in its user pool.',
  denied: (operation) =>
    `The AWS credentials of the service do not allow cognito-idp:${operation} on this user pool.`,
  'no-credentials': () => 'The service has no AWS credentials, which this needs.',
  'credentials-refused': () => 'AWS does not take the credentials of the service.',
  blocked: () => 'A web ACL in front of Cognito refused the service.',
  throttled: () => 'Cognito is asked too often at the moment.',
  'not-offered': () => 'Cognito does not offer this here: use the primary Region of the user pool.',
  concurrent: () => 'Somebody else is changing this app client.',
  refused: () =>
    'Cognito refused the settings of this app client, as they are there, when they were sent back.',
  unreachable: () => 'Cognito did not answer.',
};
