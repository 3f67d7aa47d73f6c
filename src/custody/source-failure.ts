import { TransportError } from '../cognito/transport/transport-error.ts';
import type { RemoteSource } from '../app-clients/secrets/secret-source.ts';

/** Why a source gave no secret: a word from a closed set, for logs. */
export type SourceFailureCause =
  | 'no-credentials'
  | 'denied'
  | 'not-found'
  | 'being-deleted'
  | 'not-decrypted'
  | 'not-encrypted'
  | 'not-json'
  | 'no-such-key'
  | 'no-text'
  | 'empty'
  | 'malformed'
  | 'too-many'
  | 'no-secret'
  | 'unreachable'
  | 'refused';

/** A source that gave no secret. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly failureCause: SourceFailureCause;

  constructor(failureCause: SourceFailureCause, kind: RemoteSource['kind'], cause?: unknown) {
    super(sentenceFor(failureCause, kind), { cause });
    this.failureCause = failureCause;
  }

  /** What is wrong and what to do: the rest of a sentence that begins with the source. Quotes nothing. */
  get remedy(): string {
    return this.message;
  }

  /** Whether trying again may help without anybody mending anything. */
  get passes(): boolean {
    return this.failureCause === 'unreachable' || this.failureCause === 'no-credentials';
  }
}

const NAMES: Readonly<Record<RemoteSource['kind'], string>> = {
  'secrets-manager': 'AWS Secrets Manager',
  'ssm-parameter': 'SSM Parameter Store',
  cognito: 'Cognito',
};

const READ_ACTIONS: Readonly<Record<RemoteSource['kind'], string>> = {
  'secrets-manager': 'secretsmanager:GetSecretValue',
  'ssm-parameter': 'ssm:GetParameter',
  cognito: 'cognito-idp:DescribeUserPoolClient',
};

function sentenceFor(cause: SourceFailureCause, kind: RemoteSource['kind']): string {
  const name = NAMES[kind];
  const sentences: Readonly<Record<SourceFailureCause, string>> = {
    'no-credentials': `needs AWS credentials to ask ${name}, and there are none. Provide a role or a profile (see iam.md).`,
    denied: `is denied by ${name}. Allow ${READ_ACTIONS[kind]} on it (see iam.md).`,
    'not-found': `names nothing that ${name} has in this Region and account. Correct the name, or the Region.`,
    'being-deleted': 'names a secret that is being deleted. Restore it, or name another.',
    'not-decrypted':
      'cannot be decrypted. Allow kms:Decrypt with its key (see iam.md), and see that the key is enabled.',
    'not-encrypted': 'names a parameter that is no SecureString, so that it is not encrypted. Make it one.',
    'not-json': 'has a value that is no JSON object. Remove jsonKey, or correct the value.',
    'no-such-key':
      'has a value without the field of jsonKey, or that field holds neither text nor a list of texts. Correct jsonKey, or the value.',
    'no-text': 'has a value that is no text. Store the secret as text.',
    empty: 'has an empty value. Write the secret into it.',
    malformed:
      'has a value that is no app client secret. Store 24 to 64 letters, digits, _ and +; or two such secrets, one a line.',
    'too-many': 'makes more than two secrets, and an app client has two at most. Remove one.',
    'no-secret':
      'names an app client that has no secret at Cognito. Remove the source: the app client is public.',
    unreachable: `cannot be read, since ${name} cannot be reached or does not answer. See that the network lets the service through.`,
    refused: `is refused by ${name}. The log has the exception.`,
  };
  return sentences[cause];
}

const CAUSES: Readonly<Record<string, SourceFailureCause>> = {
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  AccessDeniedException: 'denied',
  NotAuthorizedException: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidSignatureException: 'denied',
  IncompleteSignatureException: 'denied',
  MissingAuthenticationTokenException: 'denied',
  ExpiredTokenException: 'denied',
  ResourceNotFoundException: 'not-found',
  ParameterNotFound: 'not-found',
  ParameterVersionNotFound: 'not-found',
  InvalidRequestException: 'being-deleted',
  DecryptionFailure: 'not-decrypted',
  InvalidKeyId: 'not-decrypted',
  ThrottlingException: 'unreachable',
  TooManyRequestsException: 'unreachable',
  RequestLimitExceeded: 'unreachable',
  ServiceUnavailable: 'unreachable',
  ServiceUnavailableException: 'unreachable',
  TooManyUpdates: 'unreachable',
};

interface Thrown {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What an AWS SDK threw, by the exception's name and never by its message, which may quote anything. */
export function sourceFailureOf(error: unknown, kind: RemoteSource['kind']): SourceFailure {
  if (error instanceof SourceFailure) return error;
  const { name = '', $metadata } = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const known = Object.hasOwn(CAUSES, name) ? CAUSES[name] : undefined;
  const status = $metadata?.httpStatusCode ?? 0;
  const hasNoAnswer = error instanceof TransportError || name === 'TimeoutError' || name === 'AbortError';
  return new SourceFailure(known ?? (hasNoAnswer || status >= 500 ? 'unreachable' : 'refused'), kind, error);
}
