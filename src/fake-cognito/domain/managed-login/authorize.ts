import { emptyAnswer, type Answer, type Received } from '../../http/answer.ts';
import type { SsoSession } from '../../pool/sessions/sso-sessions.ts';
import { mayReuse } from '../../pool/sessions/start-sso-session.ts';
import { hasUser } from '../../pool/user-pool.ts';
import type { World } from '../../world.ts';
import {
  isProblem,
  readAuthorizationRequest,
  type AuthorizationRequest,
  type RequestProblem,
} from './authorization-request.ts';
import { managedLoginCookie, setManagedLoginCookie } from './managed-login-cookie.ts';
import { errorPage } from './pages.ts';

/**
 * `GET /oauth2/authorize`: goes on as the user of the browser's managed-login session, or to the sign-in page.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function handleAuthorize(received: Received, world: World): Answer {
  const request = readAuthorizationRequest(received, world);
  if (isProblem(request)) return answerProblem(request);
  const cookie = managedLoginCookie(received);
  const session = request.prompt === 'login' ? undefined : sessionOf(request, cookie, world);
  if (session !== undefined && cookie !== undefined) return redirectWithCode(request, session, cookie, world);
  if (request.prompt === 'none') {
    const { redirectUri, state } = request;
    return answerProblem({ tell: 'app', error: 'login_required', redirectUri, state });
  }
  return emptyAnswer(302, { location: `/login?${received.query.toString()}` });
}

export function redirectWithCode(
  request: AuthorizationRequest,
  session: SsoSession,
  cookie: string,
  { clock }: World,
): Answer {
  const { pool, client, redirectUri, scopes, codeChallenge, nonce, state } = request;
  const { clientId } = client;
  const grant = { clientId, redirectUri, session, scopes, codeChallenge, nonce };
  const code = pool.authorizationCodes.issue(grant, clock);
  return emptyAnswer(302, {
    location: withParameters(redirectUri, { code, state }),
    'set-cookie': setManagedLoginCookie(cookie),
  });
}

export function answerProblem(problem: RequestProblem): Answer {
  if (problem.tell === 'page') return errorPage(problem.message);
  const { redirectUri, error, state } = problem;
  return emptyAnswer(302, { location: withParameters(redirectUri, { error, state }) });
}

function sessionOf(
  { pool, client }: AuthorizationRequest,
  cookie: string | undefined,
  { clock }: World,
): SsoSession | undefined {
  const session = cookie === undefined ? undefined : pool.ssoSessions.use(cookie, clock.nowMs());
  if (session === undefined || !mayReuse(session, client, clock.nowMs())) return undefined;
  return hasUser(pool, session.user) && session.user.enabled ? session : undefined;
}

function withParameters(uri: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
