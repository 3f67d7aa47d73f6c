import * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';

/** The parameters of a revocation request that are read. `token_type_hint` is not: what a token is can be seen. */
export interface RevocationRequest {
  readonly token: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** RFC 7523 section 2.2 */
  readonly clientAssertion: string | undefined;
}

/** What a caller may send, for the documentation. Any other parameter is ignored. */
export const revocationSchema = z.looseObject({
  token: z.string().min(1).meta({ description: 'The refresh token to revoke, or an access or ID token.' }),
  token_type_hint: z.string().optional().meta({ description: 'Accepted and not needed.' }),
  client_id: z.string().optional().meta({
    description: 'The app client, if it is neither in an Authorization header nor the only one.',
  }),
  client_secret: z.string().optional().meta({
    description: 'Needed only for an app client that is confidential towards callers.',
  }),
  client_assertion: z.string().optional().meta({
    description: 'A JWT whose subject is the app client. It stands for client_id and proves nothing.',
  }),
});

/**
 * Reads a revocation request (RFC 7009 section 2.1). A parameter without a value counts as left out, and one that is
 * not known is ignored (RFC 6749 section 3.2).
 *
 * @throws ServiceError `invalid-request` for a parameter that is no string, as JSON allows
 */
export function parseRevocationRequest(fields: object): RevocationRequest {
  const parameters = new Map<string, unknown>(Object.entries(fields));
  return {
    token: textIn(parameters, 'token'),
    clientId: textIn(parameters, 'client_id'),
    clientSecret: textIn(parameters, 'client_secret'),
    clientAssertion: textIn(parameters, 'client_assertion'),
  };
}

function textIn(parameters: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = parameters.get(name) ?? '';
  if (typeof value === 'string') return value === '' ? undefined : value;
  throw new ServiceError('invalid-request', `The parameter ${name} must be a string.`);
}
