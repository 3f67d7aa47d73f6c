import type { ErrorCode } from '../../errors/error-code.ts';
import type { ServiceError } from '../../errors/service-error.ts';
import type { ErrorAnswer } from '../error-answer.ts';

export const AWS_JSON_TYPE = 'application/x-amz-json-1.1';

export interface AwsError {
  readonly __type: string;
  readonly message: string;
}

/**
 * Cognito's exceptions for what each code means.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html,
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
 */
const EXCEPTIONS: Readonly<Record<ErrorCode, string>> = {
  'invalid-request': 'InvalidParameterException',
  'unknown-client': 'UnauthorizedException',
  'unsupported-token-type': 'UnsupportedTokenTypeException',
  'token-not-of-client': 'UnauthorizedException',
  unauthenticated: 'NotAuthorizedException',
  forbidden: 'NotAuthorizedException',
  'origin-not-allowed': 'ForbiddenException',
  'user-not-found': 'UserNotFoundException',
  'session-not-found': 'ResourceNotFoundException',
  'feature-unavailable': 'UnknownOperationException',
  'client-misconfigured': 'InternalErrorException',
  conflict: 'ConcurrentModificationException',
  'idempotency-mismatch': 'InvalidParameterException',
  'not-found': 'ResourceNotFoundException',
  'method-not-allowed': 'UnknownOperationException',
  'payload-too-large': 'RequestEntityTooLargeException',
  'unsupported-media-type': 'SerializationException',
  'too-many-requests': 'TooManyRequestsException',
  overloaded: 'InternalErrorException',
  'not-durable': 'InternalErrorException',
  internal: 'InternalErrorException',
};

/** Where Cognito's own words are known and say as much. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  'unknown-client': 'Invalid client or secret',
  'token-not-of-client': 'Invalid client or secret',
  'too-many-requests': 'Rate exceeded',
};

export function awsException(code: ErrorCode): string {
  return EXCEPTIONS[code];
}

/** Cognito answers 400 to whatever is the caller's fault. What HTTP itself gives a meaning to keeps its status. */
export function awsStatus(code: ErrorCode, status: number): number {
  return status >= 500 || code === 'method-not-allowed' || code === 'payload-too-large' ? status : 400;
}

/**
 * An error in AWS JSON 1.1 as Cognito sends it: the exception in the body, and in a header with a colon behind it.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsErrorAnswer(error: ServiceError, requestId: string): ErrorAnswer {
  const { code, status } = error;
  const exception = awsException(code);
  const message = MESSAGES[code] ?? error.message;
  const body: AwsError = { __type: exception, message };
  return {
    status: awsStatus(code, status),
    mediaType: AWS_JSON_TYPE,
    headers: {
      'x-amzn-RequestId': requestId,
      'x-amzn-ErrorType': `${exception}:`,
      'x-amzn-ErrorMessage': message.replaceAll(/[^\x20-\x7e]/g, ''),
    },
    body,
  };
}
