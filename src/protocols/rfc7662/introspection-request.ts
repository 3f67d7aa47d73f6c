import * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';

/** What a caller may send, for the documentation. Any other parameter is ignored. */
export const introspectionRequestSchema = z.looseObject({
  token: z.string().min(1).meta({ description: 'The access token to ask about.' }),
  token_type_hint: z.string().optional().meta({ description: 'Accepted and not needed.' }),
});

/**
 * The token of an introspection request (RFC 7662 section 2.1).
 *
 * @throws ServiceError `invalid-request` when it is missing
 */
export function introspectedToken(fields: object): string {
  const token: unknown = 'token' in fields ? fields.token : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new ServiceError('invalid-request', 'The parameter token is missing.');
}
