import { ServiceError } from '../../errors/service-error.ts';

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

const OPERATIONS = ['RevokeToken', 'GlobalSignOut'] as const;

/** The operations of Cognito's API that the service offers in Cognito's place. */
export type ApiOperation = (typeof OPERATIONS)[number];

/** An operation that the service does itself, or one that it passes on to Cognito. */
export type AskedOperation =
  | { readonly kind: 'own'; readonly name: ApiOperation }
  | { readonly kind: 'passed-on'; readonly name: string };

/**
 * The operation that an `X-Amz-Target` header asks for.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 *
 * @param passedOn names of the operations that the operator lets through to Cognito
 * @throws ServiceError `feature-unavailable` for any other than those and the ones that end sessions
 */
export function operationOf(target: string | undefined, passedOn: readonly string[] = []): AskedOperation {
  const asked = target?.startsWith(TARGET_PREFIX) === true ? target.slice(TARGET_PREFIX.length) : undefined;
  const own = OPERATIONS.find((offered) => offered === asked);
  if (own !== undefined) return { kind: 'own', name: own };
  const other = passedOn.find((offered) => offered === asked);
  if (other !== undefined) return { kind: 'passed-on', name: other };
  throw new ServiceError(
    'feature-unavailable',
    `This endpoint ends sessions of Amazon Cognito users. It knows ${listed([...OPERATIONS, ...passedOn])}; send every other operation to Cognito itself.`,
  );
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
