import * as z from 'zod';

/** RFC 7662 section 2.2 */
export const introspectionSchema = z.union([
  z.strictObject({ active: z.literal(false) }),
  z.strictObject({
    active: z.literal(true),
    scope: z.string(),
    client_id: z.string(),
    username: z.string(),
    token_type: z.literal('Bearer'),
    exp: z.int(),
    iat: z.int(),
    sub: z.string(),
    iss: z.string().optional(),
    origin_jti: z.string().optional(),
  }),
]);

export type IntrospectionAnswer = z.output<typeof introspectionSchema>;
