import { ServiceError } from '../../errors/service-error.ts';
import { unverifiedPart } from '../../tokens/unverified-part.ts';
import type { RevocationRequest } from './revocation-request.ts';

/** What a request says about its client. Nothing of it is proven yet. */
export interface ClientCredentials {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Whether any of it was in an `Authorization: Basic` header. */
  readonly usedBasic: boolean;
}

interface BasicCredentials {
  readonly id: string | undefined;
  readonly secret: string | undefined;
}

const BASIC = /^basic(?: +(.*))?$/i;

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

/** A public client may leave out the secret, and the colon with it. */
function basicCredentials(authorization: string | undefined): BasicCredentials | undefined {
  const match = BASIC.exec(authorization ?? '');
  if (match === null) return undefined;
  const pair = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon === -1) return { id: readable(pair), secret: undefined };
  return { id: readable(pair.slice(0, colon)), secret: readable(pair.slice(colon + 1)) };
}

/**
 * Ids and secrets in a Basic header are form-encoded (RFC 6749 section 2.3.1), and many libraries send them as they
 * are. No id and no secret of Cognito has a percent sign or a blank, so that a value with a percent sign can only be an
 * encoded one, and a plus sign in any other is a plus sign.
 */
function readable(value: string): string | undefined {
  if (value === '') return undefined;
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** The subject of a JWT, unverified: who needs no secret needs no signature either. */
function subjectOf(assertion: string | undefined): string | undefined {
  const { sub } = unverifiedPart(assertion?.split('.')[1]) ?? {};
  return typeof sub === 'string' ? sub : undefined;
}
