import type { Question } from '../ask.ts';

export const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** `POST /oauth2/revoke` with a form. */
export function oauthRevoke(
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Question {
  return {
    path: '/oauth2/revoke',
    headers: { ...FORM_TYPE, ...headers },
    body: new URLSearchParams(parameters).toString(),
  };
}

/** An Authorization header with a pair as it is: encoding its parts is up to the caller. */
export function basic(pair: string): Readonly<Record<string, string>> {
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
