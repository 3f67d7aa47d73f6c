import type { Tokens } from '../../../../src/fake-cognito/seed/seeded-sign-in.ts';

/** A session to be ended, of a user who has no other. */
export interface Session extends Tokens {
  readonly username: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

export interface Answer {
  /** 0 when there was no answer. */
  readonly status: number;
  /** Empty where the answer names none. */
  readonly receiptId: string;
}

/** A way to end a session, whatever the wire format. */
export type WayOut = (url: string, session: Session) => Promise<Answer>;

const GIVE_UP_MS = 10_000;

export const provenLogout: WayOut = (url, { refreshToken, accessToken, clientId }) =>
  postJson(`${url}/logout`, { refreshToken, accessToken, clientId });

export const unprovenLogout: WayOut = (url, { refreshToken, clientId }) =>
  postJson(`${url}/logout`, { refreshToken, clientId });

export const logoutEverywhere: WayOut = (url, { refreshToken, accessToken, clientId }) =>
  postJson(`${url}/logout`, { refreshToken, accessToken, clientId, everywhere: true });

export const oauthRevocation: WayOut = (url, { refreshToken: token, clientId: client_id }) =>
  post(`${url}/oauth2/revoke`, new URLSearchParams({ token, client_id }), {});

export function adminOrder(apiKey: string): WayOut {
  return (url, { username, userPoolId }) =>
    postJson(
      `${url}/admin/revoke`,
      { username, userPoolId, reason: 'lost device' },
      { authorization: `Bearer ${apiKey}` },
    );
}

/** Posts JSON. Never rejects. */
export function postJson(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return post(url, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

async function post(
  url: string,
  body: string | URLSearchParams,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    const text = await response.text();
    const { receiptId = '' } = text === '' ? {} : (JSON.parse(text) as { receiptId?: string });
    return { status: response.status, receiptId };
  } catch {
    return { status: 0, receiptId: '' };
  }
}
