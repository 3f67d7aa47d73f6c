import { emptyAnswer, type Answer, type Received } from '../../http/answer.ts';
import type { ClientOfPool, World } from '../../world.ts';
import { clientAtDomain } from '../client-at-domain.ts';
import { parameter } from '../form.ts';
import { CLEARED_MANAGED_LOGIN_COOKIE, managedLoginCookie } from './managed-login-cookie.ts';
import { errorPage } from './pages.ts';

/**
 * `GET /logout`: ends the browser's managed-login session. Revokes no token.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 *
 * Two variants: `logout_uri` goes to a page of the app, `redirect_uri` with `response_type` to the sign-in page.
 * OpenID Connect's `post_logout_redirect_uri` and `id_token_hint` are unknown, as they are to Cognito.
 */
export function handleLogout(received: Received, world: World): Answer {
  const { query } = received;
  const clientId = parameter(query, 'client_id');
  if (clientId === undefined) return errorPage(notPresent('client_id'));
  const found = clientAtDomain(received, world, clientId);
  if (found === undefined) return errorPage(`Client ${clientId} does not exist.`);
  const target = targetOf(query, found);
  if ('complaint' in target) return errorPage(target.complaint);
  endSession(received, found, world);
  return emptyAnswer(302, { location: target.location, 'set-cookie': CLEARED_MANAGED_LOGIN_COOKIE });
}

type Target = { readonly location: string } | { readonly complaint: string };

/** Cognito's complaint about a `logout_uri` that is not registered speaks of `redirect_uri`. */
function targetOf(query: URLSearchParams, { client }: ClientOfPool): Target {
  const { LogoutURLs = [], CallbackURLs = [] } = client.settings;
  const logoutUri = parameter(query, 'logout_uri');
  if (logoutUri !== undefined && LogoutURLs.includes(logoutUri)) return { location: logoutUri };
  const redirectUri = parameter(query, 'redirect_uri');
  if (redirectUri === undefined) {
    return {
      complaint: logoutUri === undefined ? 'Required parameters missing' : notPresent('redirect_uri'),
    };
  }
  const responseType = parameter(query, 'response_type');
  if (responseType === undefined) return { complaint: notPresent('response_type') };
  if (!CallbackURLs.includes(redirectUri)) return { complaint: 'redirect_mismatch' };
  return { location: `/login?${query.toString()}` };
}

function endSession(received: Received, { pool }: ClientOfPool, { clock }: World): void {
  const cookie = managedLoginCookie(received);
  if (cookie !== undefined) pool.ssoSessions.endByCookie(cookie, clock.nowMs());
}

function notPresent(name: string): string {
  return `Required String parameter '${name}' is not present`;
}
