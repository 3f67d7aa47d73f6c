import type { Denial } from '../../../../src/tokens/denylist/denial.ts';
import { SPA } from '../app-clients.ts';
import { ACCESS_TOKEN, FEED_KEY_OF_READER } from '../credentials.ts';
import type { Question } from '../ask.ts';
import { FORM_TYPE } from './oauth-questions.ts';
import { NOW_MS } from '../service.ts';

export const bearer = (credential: string) => ({ Authorization: `Bearer ${credential}` });

/** `POST /oauth2/introspect` with a form, by a resource server unless other headers are given. */
export function introspect(
  parameters: Readonly<Record<string, string>> = { token: ACCESS_TOKEN },
  headers: Readonly<Record<string, string>> = bearer(FEED_KEY_OF_READER),
): Question {
  return {
    path: '/oauth2/introspect',
    headers: { ...FORM_TYPE, ...headers },
    body: new URLSearchParams(parameters).toString(),
  };
}

/** `GET /authorize`, by a gateway unless another key is given. */
export function authorize(token: string | undefined = ACCESS_TOKEN, apiKey = FEED_KEY_OF_READER): Question {
  const authorization = token === undefined ? {} : bearer(token);
  return { method: 'GET', path: '/authorize', headers: { ...authorization, 'X-Api-Key': apiKey } };
}

/** `GET /revocations`, by a resource server unless other headers are given. */
export function revocations(
  query = '',
  headers: Readonly<Record<string, string>> = bearer(FEED_KEY_OF_READER),
): Question {
  return { method: 'GET', path: `/revocations${query}`, headers };
}

/** The denial of the session that the known access tokens are of. */
export const DENIED_SESSION: Denial = {
  kind: 'session',
  userPoolId: SPA.userPoolId,
  originJti: '11111111-2222-4333-8444-555555555555',
  expiresAtSeconds: NOW_MS / 1000 + 3600,
};

/** Every way in which a key may be none that opens what resource servers ask. */
export const OUT_OF_REACH = {
  durability: 'durable' as const,
  add: () => Promise.resolve(),
  onChange: () => () => undefined,
};
