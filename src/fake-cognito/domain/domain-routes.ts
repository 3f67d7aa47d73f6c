import type { Answer, Received } from '../http/answer.ts';
import type { World } from '../world.ts';
import { handleAuthorize } from './managed-login/authorize.ts';
import { handleLoginForm, handleLoginPage } from './managed-login/login.ts';
import { handleLogout } from './managed-login/logout.ts';
import { answerOAuth } from './oauth/oauth-error.ts';
import { handleRevoke } from './oauth/revoke.ts';
import { handleToken } from './oauth/token.ts';
import { handleUserInfo } from './oauth/user-info.ts';

type Handler = (received: Received, world: World) => Answer;

/** The endpoints of a pool's domain, by method and path. */
export const DOMAIN_ROUTES: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /oauth2/authorize', handleAuthorize],
  ['GET /login', handleLoginPage],
  ['POST /login', handleLoginForm],
  ['GET /logout', handleLogout],
  ['POST /oauth2/revoke', (received, world) => answerOAuth(() => handleRevoke(received, world))],
  ['POST /oauth2/token', (received, world) => answerOAuth(() => handleToken(received, world))],
  ['GET /oauth2/userInfo', handleUserInfo],
  ['POST /oauth2/userInfo', handleUserInfo],
]);
