import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { createJwtCheck } from 'cognito-logout/guard';

const { USER_POOL_ID = '', CLIENT_ID = '', JWKS_URL } = process.env;

/** The resource server's own verification, which the guard never replaces. */
export async function createVerifier(customJwtCheck?: ReturnType<typeof createJwtCheck>) {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: USER_POOL_ID,
    clientId: CLIENT_ID,
    tokenUse: 'access',
    ...(customJwtCheck === undefined ? {} : { customJwtCheck }),
  });
  if (JWKS_URL !== undefined) {
    verifier.cacheJwks((await (await fetch(JWKS_URL)).json()) as Parameters<typeof verifier.cacheJwks>[0]);
  }
  return verifier;
}

/** The token of an `Authorization` header, or an empty string, which no verification accepts. */
export function bearerToken(authorization: string | undefined): string {
  return /^Bearer +([^ ]+)$/i.exec(authorization ?? '')?.[1] ?? '';
}
