import { randomBytes } from 'node:crypto';
import type { TokenClaims } from '../../src/guard/token-claims.ts';

export const USER_POOL_ID = 'eu-west-1_Example';
export const CLIENT_ID = '1example23456789abcdefghij';
export const ISSUER = `https://cognito-idp.eu-west-1.amazonaws.com/${USER_POOL_ID}`;

/** Random UUIDs, as flat strings: those of `randomUUID` are ropes, and the first look at one would be measured too. */
export function randomIds(count: number): string[] {
  const hex = randomBytes(16 * count).toString('hex');
  const ids = Array.from({ length: count }, (_, index) => {
    const id = hex.slice(index * 32, index * 32 + 32);
    return `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20)}`;
  });
  return JSON.parse(JSON.stringify(ids)) as string[];
}

/** Claims as a verification gives them out: parsed from a token's payload a moment ago. */
export function parsedClaims(originJti: string, sub: string): TokenClaims {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return JSON.parse(
    JSON.stringify({
      sub,
      iss: ISSUER,
      version: 2,
      client_id: CLIENT_ID,
      origin_jti: originJti,
      token_use: 'access',
      scope: 'openid profile',
      auth_time: nowSeconds,
      exp: nowSeconds + 3600,
      iat: nowSeconds,
      jti: sub,
      username: 'alice',
    }),
  ) as TokenClaims;
}
