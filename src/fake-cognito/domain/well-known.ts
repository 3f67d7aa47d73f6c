import { jsonAnswer, type Answer } from '../http/answer.ts';
import { jwksOf } from '../pool/signing-keys.ts';
import type { UserPool } from '../pool/user-pool.ts';

const PATH = /^\/([\w-]+_[0-9a-zA-Z]+)(\/\.well-known\/(?:jwks\.json|openid-configuration))$/;

export interface WellKnownPath {
  readonly userPoolId: string;
  readonly document: string;
}

export function wellKnownPath(path: string): WellKnownPath | undefined {
  const [, userPoolId, document] = PATH.exec(path) ?? [];
  return userPoolId === undefined || document === undefined ? undefined : { userPoolId, document };
}

/** The pool's keys, or its discovery document with the endpoints of its domain at the fake's own address. */
export function handleWellKnown(document: string, pool: UserPool | undefined, selfUrl: string): Answer {
  if (pool === undefined) return jsonAnswer(404, { message: 'User pool does not exist.' });
  return document.endsWith('jwks.json')
    ? jsonAnswer(200, jwksOf(pool.keys))
    : jsonAnswer(200, openidConfiguration(pool, selfUrl));
}

function openidConfiguration({ issuer, id }: UserPool, selfUrl: string): object {
  return {
    authorization_endpoint: `${selfUrl}/oauth2/authorize`,
    end_session_endpoint: `${selfUrl}/logout`,
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${selfUrl}/${id}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    revocation_endpoint: `${selfUrl}/oauth2/revoke`,
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint: `${selfUrl}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${selfUrl}/oauth2/userInfo`,
  };
}
