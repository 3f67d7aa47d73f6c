import { signIn } from '../pool/issue-tokens.ts';
import type { SsoSession } from '../pool/sessions/sso-sessions.ts';
import { startSsoSession } from '../pool/sessions/start-sso-session.ts';
import { visitorFrom } from '../pool/sessions/visitor.ts';
import type { User } from '../pool/user.ts';
import type { ClientOfPool, World } from '../world.ts';

export interface SignInShortcut {
  readonly clientId: string;
  readonly username: string;
  /** `aws.cognito.signin.user.admin` unless told otherwise, as the API issues it. */
  readonly scopes?: readonly string[];
  /** Comes through managed login: a session that starts with it, or the one with this id. Through the API unless told. */
  readonly managedLogin?: 'new' | { readonly ssoSessionId: string };
  /** Where it comes from; from nowhere unless told otherwise. */
  readonly ipAddress?: string;
  readonly userAgent?: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

export interface StartedSession extends Tokens {
  /** Of the token session; told of only where the pool tracks sessions. */
  readonly sessionId: string;
  /** Of the managed-login session that it came through. */
  readonly ssoSessionId: string | undefined;
}

/** Starts a session without asking for the password. */
export function seededSignIn(
  { pool, client }: ClientOfPool,
  user: User,
  { scopes, managedLogin, ipAddress = 'unknown', userAgent }: SignInShortcut,
  { clock }: World,
): StartedSession {
  const visitor = visitorFrom(ipAddress, userAgent);
  const ssoSession =
    managedLogin === 'new'
      ? startSsoSession({ pool, client, user, visitor, nowMs: clock.nowMs() }).session
      : sessionWithId(managedLogin?.ssoSessionId, pool.ssoSessions.ofUser(user));
  const { accessToken, idToken, refreshToken } = signIn({
    pool,
    client,
    user,
    clock,
    visitor,
    ssoSession,
    ...(scopes && { scopes }),
  });
  const family = pool.families.findRefreshToken(refreshToken)?.family;
  const sessionId = family?.record.sessionId ?? '';
  return { accessToken, idToken, refreshToken, sessionId, ssoSessionId: ssoSession?.record.sessionId };
}

function sessionWithId(id: string | undefined, sessions: readonly SsoSession[]): SsoSession | undefined {
  if (id === undefined) return undefined;
  const session = sessions.find(({ record }) => record.sessionId === id);
  if (session === undefined) throw new Error(`no managed-login session ${id} of this user`);
  return session;
}
