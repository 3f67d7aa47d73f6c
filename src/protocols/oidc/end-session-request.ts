import * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';
import { unverifiedPart } from '../../tokens/unverified-part.ts';

/** What a request to end a session in the browser says. Nothing of it is proven. */
export interface EndSessionRequest {
  readonly clientId: string | undefined;
  /** Who issued the ID token of `id_token_hint`, and to which app client. */
  readonly idToken: { readonly issuer: string; readonly clientId: string } | undefined;
  readonly postLogoutRedirectUri: string | undefined;
  readonly state: string | undefined;
}

/** What a caller may send, for the documentation. Any other parameter is ignored. */
export const endSessionSchema = z.looseObject({
  id_token_hint: z.string().optional().meta({
    description: 'An ID token of the session, expired or not. It stands for client_id and proves nothing.',
  }),
  client_id: z.string().optional().meta({
    description: 'The app client, if there is no ID token and it is not the only one.',
  }),
  post_logout_redirect_uri: z.string().optional().meta({
    description: 'Where to go in the end: one of the sign-out URLs that are configured. Left out: the first.',
  }),
  state: z.string().optional().meta({
    description:
      'Handed to Cognito, which does not promise to hand it back, if it has letters, digits and -._~ only.',
  }),
});

/**
 * Reads the parameters of a logout in the browser (OpenID Connect RP-Initiated Logout 1.0 section 2). A parameter
 * without a value counts as left out, and one that is not known is ignored.
 *
 * The signature of the ID token is not checked: it would prove nothing that matters, since whoever sends it may as well
 * send `client_id`, and it only selects among sign-out URLs that are configured.
 *
 * @throws ServiceError `invalid-request` for an `id_token_hint` that is no ID token
 */
export function parseEndSessionRequest(fields: object): EndSessionRequest {
  const parameters = new Map<string, unknown>(Object.entries(fields));
  const hint = textIn(parameters, 'id_token_hint');
  return {
    clientId: textIn(parameters, 'client_id'),
    idToken: hint === undefined ? undefined : claimsOf(hint),
    postLogoutRedirectUri: textIn(parameters, 'post_logout_redirect_uri'),
    state: textIn(parameters, 'state'),
  };
}

function textIn(parameters: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = parameters.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const idTokenClaims = z.object({ iss: z.string(), aud: z.string() });

function claimsOf(idToken: string): EndSessionRequest['idToken'] {
  const claims = idTokenClaims.safeParse(unverifiedPart(idToken.split('.')[1]));
  if (claims.success) return { issuer: claims.data.iss, clientId: claims.data.aud };
  throw new ServiceError('invalid-request', 'The id_token_hint is not an ID token.');
}
