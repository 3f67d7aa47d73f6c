import type { Question } from '../ask.ts';
import { SPA } from '../app-clients.ts';
import { ADMIN_KEY, REFRESH_TOKEN } from '../credentials.ts';

export const BY_TOKEN = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId, reason: 'stolen laptop' };
export const BY_USER = { username: 'ada', userPoolId: SPA.userPoolId, reason: 'left the company' };

/** A GET by an admin of every pool, unless another credential is given. */
export function adminGet(
  path: string,
  credential = ADMIN_KEY,
  headers: Record<string, string> = {},
): Question {
  return { method: 'GET', path, headers: { Authorization: `Bearer ${credential}`, ...headers } };
}

/** `POST /admin/revoke` by an admin of every pool, unless another credential is given. */
export function adminRevoke(body: object | string, credential = ADMIN_KEY): Question {
  const headers = { Authorization: `Bearer ${credential}`, 'Content-Type': 'application/json' };
  return { path: '/admin/revoke', headers, body };
}
