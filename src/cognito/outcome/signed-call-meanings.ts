import type { ExceptionMeanings, Meaning } from './classify-failure.ts';

const NOT_PERMITTED: Meaning = { kind: 'parked', cause: 'not-permitted' };

/**
 * What exceptions mean for every operation that is signed with the service's AWS credentials.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
 */
export const SIGNED_CALL_MEANINGS: ExceptionMeanings = new Map<string, Meaning>([
  ['NotAuthorizedException', NOT_PERMITTED],
  ['AccessDeniedException', NOT_PERMITTED],
  ['UnrecognizedClientException', NOT_PERMITTED],
  ['MissingAuthenticationTokenException', NOT_PERMITTED],
  ['InvalidSignatureException', NOT_PERMITTED],
  ['IncompleteSignatureException', NOT_PERMITTED],
  ['ExpiredTokenException', NOT_PERMITTED],
  // The SDK's own: no AWS credentials anywhere in its chain.
  ['CredentialsProviderError', NOT_PERMITTED],
]);
