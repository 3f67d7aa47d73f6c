import * as z from 'zod';

const listedSession = z.strictObject({
  sessionId: z.string().meta({ description: 'What DELETE /sessions/{sessionId} and /admin/revoke take.' }),
  kind: z.enum(['token', 'sso']).meta({
    description:
      'token: the life of one refresh token of one app client. sso: a sign-in at managed login, kept by a cookie of the browser.',
  }),
  clientId: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  lastActiveAt: z.iso.datetime().nullable(),
  deviceType: z
    .string()
    .nullable()
    .meta({ description: 'Operating system and browser or app, as Cognito reads them from the user agent.' }),
  lastIpAddress: z.string().nullable(),
  lastLocation: z
    .strictObject({ city: z.string().nullable(), country: z.string().nullable() })
    .nullable()
    .meta({ description: "Cognito's guess, by the address." }),
  originSessionId: z
    .string()
    .nullable()
    .meta({ description: 'Of a token session: the sso session that it came through.' }),
  isCurrent: z.boolean().meta({
    description: 'Whether the access token that asked is of this session; never true for an admin.',
  }),
});

/** The answer to a question for sessions: null stands for what Cognito did not tell. */
export const sessionListingSchema = z.strictObject({ sessions: z.array(listedSession) });

export type SessionListingAnswer = z.infer<typeof sessionListingSchema>;
