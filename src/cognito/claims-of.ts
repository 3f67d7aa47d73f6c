import type { CognitoJwtPayload } from 'aws-jwt-verify/jwt-model';
import type { VerifiedClaims } from '../tokens/claims.ts';

/**
 * Reads the claims of a payload that verified, or undefined where one that every Cognito token has is missing.
 * Access tokens name their app client in `client_id` and the user in `username`, ID tokens in `aud` and
 * `cognito:username`.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function claimsOf(payload: CognitoJwtPayload, userPoolId: string): VerifiedClaims | undefined {
  const isAccess = payload.token_use === 'access';
  const username = text(payload[isAccess ? 'username' : 'cognito:username']);
  const clientId = text(payload[isAccess ? 'client_id' : 'aud']);
  const sub = text(payload.sub);
  const { iat, exp } = payload;
  if (sub === undefined || username === undefined || clientId === undefined) return undefined;
  if (!Number.isFinite(iat) || !Number.isFinite(exp)) return undefined;
  return {
    tokenUse: payload.token_use,
    sub,
    username,
    clientId,
    userPoolId,
    originJti: text(payload.origin_jti),
    issuedAtSeconds: iat,
    expiresAtSeconds: exp,
    groups: texts(payload['cognito:groups']),
    scopes: text(payload['scope'])?.split(' ') ?? [],
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
