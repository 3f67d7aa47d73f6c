import { ServiceError } from '../../errors/service-error.ts';

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

const OPERATIONS = ['RevokeToken', 'GlobalSignOut'] as const;

/** The operations of Cognito's API that the service offers in Cognito's place. */
export type ApiOperation = (typeof OPERATIONS)[number];

/**
 * The operation that an `X-Amz-Target` header asks for.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 *
 * @throws ServiceError `feature-unavailable` for any other than those that end sessions
 */
export function operationOf(target: string | undefined): ApiOperation {
  const name = target?.startsWith(TARGET_PREFIX) === true ? target.slice(TARGET_PREFIX.length) : undefined;
  const operation = OPERATIONS.find((offered) => offered === name);
  if (operation !== undefined) return operation;
  throw new ServiceError(
    'feature-unavailable',
    `This endpoint ends sessions of Amazon Cognito users. It knows ${OPERATIONS.join(' and ')}; send every other operation to Cognito itself.`,
  );
}
