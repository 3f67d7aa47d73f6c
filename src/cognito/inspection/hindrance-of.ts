import type { Hindrance } from '../../doctor/reading.ts';
import { classifyFailure } from '../outcome/classify-failure.ts';

const CREDENTIALS_REFUSED = [
  'UnrecognizedClientException',
  'MissingAuthenticationTokenException',
  'InvalidSignatureException',
  'IncompleteSignatureException',
  'SignatureDoesNotMatch',
  'ExpiredTokenException',
  'InvalidClientTokenId',
];

const NOT_OFFERED = [
  'FeatureUnavailableInTierException',
  'OperationNotEnabledException',
  'UnknownOperationException',
];

/** NotAuthorizedException is what Cognito itself says in place of IAM, in its older operations. */
const DENIED = ['AccessDeniedException', 'NotAuthorizedException'];

/**
 * What an error of the AWS SDK says about whether Cognito may be asked, by its name and never by its message.
 *
 * @param absent what a ResourceNotFoundException of the operation is about
 */
export function hindranceOf(error: unknown, absent: 'user-pool' | 'app-client'): Hindrance {
  const name = nameOf(error);
  if (name === 'CredentialsProviderError') return { kind: 'no-credentials' };
  if (DENIED.includes(name)) return { kind: 'denied' };
  if (CREDENTIALS_REFUSED.includes(name)) return { kind: 'credentials-refused', exceptionName: name };
  if (NOT_OFFERED.includes(name)) return { kind: 'not-offered', exceptionName: name };
  if (name === 'ResourceNotFoundException') return { kind: 'absent', what: absent };
  if (name === 'ConcurrentModificationException') return { kind: 'concurrent' };
  const outcome = classifyFailure(error, new Map());
  if (outcome.kind !== 'retry') return { kind: 'refused', exceptionName: name };
  if (outcome.cause === 'throttled') return { kind: 'throttled' };
  // A web ACL answers with ForbiddenException, or with a page of its own.
  if (outcome.cause === 'forbidden') return { kind: 'blocked' };
  return { kind: 'unreachable', cause: outcome.cause };
}

function nameOf(error: unknown): string {
  const { name } = (error ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : 'Unknown';
}
