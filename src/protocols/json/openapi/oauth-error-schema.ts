import * as z from 'zod';
import type { ErrorCode } from '../../../errors/error-code.ts';
import { oauthErrorName, type OAuthError } from '../../rfc7009/oauth-error.ts';

/** RFC 6749 section 5.2, for what these codes become there. */
export function oauthErrorSchema(codes: readonly ErrorCode[]) {
  return z.strictObject({
    error: z.enum([...new Set(codes.map(oauthErrorName))]),
    error_description: z.string().regex(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
  }) satisfies z.ZodType<OAuthError>;
}
