import type { UserSession } from '../../../../src/revocation/ports/users/session-directory.ts';
import { canary } from '../../canaries.ts';
import { WEB } from '../app-clients.ts';
import type { Question } from '../ask.ts';
import { WEB_ACCESS_TOKEN } from '../credentials.ts';

export const SESSION_ID = `tkn${'0a1b2'.repeat(5)}`;
export const SSO_SESSION_ID = `sso${'3c4d5'.repeat(5)}`;

/** Personal data, of which nothing may get anywhere but into the answer. */
export const SEEN = {
  deviceType: canary('CANARY-device Linux Firefox'),
  lastIpAddress: canary('203.0.113.213'),
  lastLocation: { city: canary('CANARY-Nairobi'), country: canary('CANARY-Kenya') },
};

export const TOKEN_SESSION: UserSession = {
  sessionId: SESSION_ID,
  kind: 'token',
  clientId: WEB.clientId,
  createdAtMs: Date.UTC(2026, 10, 20),
  lastActiveAtMs: Date.UTC(2026, 10, 21),
  ...SEEN,
  originSessionId: SSO_SESSION_ID,
  isCurrent: true,
};

/** A request by a user for the user's own sessions. */
export function own(method: 'GET' | 'DELETE', path: string, headers: Record<string, string> = {}): Question {
  return { method, path, headers: { Authorization: `Bearer ${WEB_ACCESS_TOKEN}`, ...headers } };
}

export const OF_USER = `/admin/users/ada/sessions?userPoolId=${WEB.userPoolId}`;
