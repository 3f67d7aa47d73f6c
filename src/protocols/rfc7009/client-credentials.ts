import { ServiceError } from '../../errors/service-error.ts';
import { unverifiedPart } from '../../tokens/unverified-part.ts';
import { basicCredentials } from './basic-credentials.ts';
import type { RevocationRequest } from './revocation-request.ts';

/** What a request says about its client. Nothing of it is proven yet. */
export interface ClientCredentials {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Whether any of it was in an `Authorization: Basic` header. */
  readonly usedBasic: boolean;
}

/**
 * Finds the client of a request wherever client libraries put it: in the Authorization header or in the body (RFC
 * 6749 section 2.3.1), or as the subject of an assertion (RFC 7523 section 3). An Authorization header of another
 * scheme says nothing here.
 *
 * @throws ServiceError `invalid-request` when the places contradict one another
 */
export function clientCredentialsOf(
  authorization: string | undefined,
  { clientId, clientSecret, clientAssertion }: Omit<RevocationRequest, 'token'>,
): ClientCredentials {
  const basic = basicCredentials(authorization);
  return {
    clientId: agreed('app clients', [basic?.id, clientId, subjectOf(clientAssertion)]),
    clientSecret: agreed('client secrets', [basic?.secret, clientSecret]),
    usedBasic: basic !== undefined,
  };
}

function agreed(what: string, values: readonly (string | undefined)[]): string | undefined {
  const [value, ...others] = new Set(values.filter((value) => value !== undefined));
  if (others.length === 0) return value;
  throw new ServiceError('invalid-request', `The request has two different ${what}.`);
}

/** The subject of a JWT, unverified: who needs no secret needs no signature either. */
function subjectOf(assertion: string | undefined): string | undefined {
  const { sub } = unverifiedPart(assertion?.split('.')[1]) ?? {};
  return typeof sub === 'string' ? sub : undefined;
}
