import type { Received } from '../../http/answer.ts';
import { SSO_SESSION_SECONDS } from '../../pool/sessions/sso-sessions.ts';

const NAME = 'cognito';

/** Cognito's cookie is also `Secure`; the fake speaks plain HTTP, over which no client would send it back then. */
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax';

export function managedLoginCookie(received: Received): string | undefined {
  const cookies = (received.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1) || undefined;
}

export function setManagedLoginCookie(value: string): string {
  return `${NAME}=${value}; Max-Age=${SSO_SESSION_SECONDS}; ${ATTRIBUTES}`;
}

export const CLEARED_MANAGED_LOGIN_COOKIE = `${NAME}=; Max-Age=0; ${ATTRIBUTES}`;
