import * as z from 'zod';

/** The document, as far as it is known here; the rest is Cognito's. */
export const metadataSchema = z.looseObject({
  issuer: z.url().meta({ description: "Cognito's, since that is the issuer in the tokens." }),
  revocation_endpoint: z.url(),
  revocation_endpoint_auth_methods_supported: z.array(z.string()),
  end_session_endpoint: z.url().optional(),
  introspection_endpoint: z.url(),
  introspection_endpoint_auth_methods_supported: z.array(z.string()),
});

export type MetadataDocument = z.output<typeof metadataSchema>;
