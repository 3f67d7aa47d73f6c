import { canary } from '../../canaries.ts';
import type { Question } from '../ask.ts';
import { FORM_TYPE } from './oauth-questions.ts';

type Parameters = Readonly<Record<string, string>>;

/** The two ways in which a browser is sent to log out. */
export const WAYS: readonly (readonly [string, (parameters: Parameters) => Question])[] = [
  [
    'GET',
    (parameters) => ({
      method: 'GET',
      path: `/oidc/logout?${new URLSearchParams(parameters).toString()}`,
    }),
  ],
  [
    'POST',
    (parameters) => ({
      path: '/oidc/logout',
      headers: FORM_TYPE,
      body: new URLSearchParams(parameters).toString(),
    }),
  ],
];

/** An ID token as an expired one of Cognito's reads, with a signature that nobody checks. */
export function idTokenOf(
  { clientId, userPoolId }: { readonly clientId: string; readonly userPoolId: string },
  changes: object = {},
): string {
  const claims = {
    iss: `https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`,
    aud: clientId,
    token_use: 'id',
    exp: 1,
    ...changes,
  };
  const parts = [{ alg: 'RS256', kid: 'x' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return canary(`${parts.join('.')}.oidcCANARYsignature`);
}
