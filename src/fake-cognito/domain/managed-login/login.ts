import type { Answer, Received } from '../../http/answer.ts';
import { visitorOf } from '../../http/visitor-of.ts';
import { startSsoSession } from '../../pool/sessions/start-sso-session.ts';
import type { User } from '../../pool/user.ts';
import { findUser, type UserPool } from '../../pool/user-pool.ts';
import type { World } from '../../world.ts';
import { isProblem, readAuthorizationRequest } from './authorization-request.ts';
import { answerProblem, redirectWithCode } from './authorize.ts';
import { formOf } from '../form.ts';
import { signInPage } from './pages.ts';

/** `GET /login`: the sign-in page of managed login. Takes the parameters of `/oauth2/authorize`. */
export function handleLoginPage(received: Received, world: World): Answer {
  const request = readAuthorizationRequest(received, world);
  if (isProblem(request)) return answerProblem(request);
  return signInPage({ action: actionOf(received), complaint: undefined });
}

/** `POST /login`: checks the password, starts a managed-login session, and returns to the app with a code. */
export function handleLoginForm(received: Received, world: World): Answer {
  const request = readAuthorizationRequest(received, world);
  if (isProblem(request)) return answerProblem(request);
  const user = userWithPassword(request.pool, formOf(received));
  if (user === undefined) {
    return signInPage({ action: actionOf(received), complaint: 'Incorrect username or password.' });
  }
  const { pool, client } = request;
  const visitor = visitorOf(received);
  const { session, cookie } = startSsoSession({ pool, client, user, visitor, nowMs: world.clock.nowMs() });
  return redirectWithCode(request, session, cookie, world);
}

function userWithPassword(pool: UserPool, form: URLSearchParams): User | undefined {
  const user = findUser(pool, form.get('username') ?? '');
  return user?.enabled === true && user.password === form.get('password') ? user : undefined;
}

function actionOf({ path, query }: Received): string {
  return `${path}?${query.toString()}`;
}
