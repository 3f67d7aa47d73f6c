import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { createAccessTokenIssuer } from '../load/access-tokens.ts';
import { CLIENT_ID, ISSUER, USER_POOL_ID } from './random-claims.ts';

/** Verifies a round of distinct access tokens. Returns nanoseconds of processor time a token. */
export type VerificationRound = () => Promise<number>;

const TOKENS = 512;

/** The cost that a check is compared with: RS256, RSA 2048, keys in memory, every check of claims on. */
export function createVerificationRounds(): Readonly<Record<'aws-jwt-verify' | 'jose', VerificationRound>> {
  const issuer = createAccessTokenIssuer();
  const tokens = issuer.sign(TOKENS);
  const verifier = CognitoJwtVerifier.create({
    userPoolId: USER_POOL_ID,
    clientId: CLIENT_ID,
    tokenUse: 'access',
  });
  const keySet = JSON.parse(issuer.keys) as JSONWebKeySet & Parameters<typeof verifier.cacheJwks>[0];
  verifier.cacheJwks(keySet);
  const keyOf = createLocalJWKSet(keySet);

  const timed = async (verify: (token: string) => unknown): Promise<number> => {
    // Of the whole process: jose lets other threads do the arithmetic.
    const startedAt = process.cpuUsage();
    for (const token of tokens) await verify(token);
    const { user, system } = process.cpuUsage(startedAt);
    return ((user + system) * 1000) / tokens.length;
  };
  return {
    'aws-jwt-verify': () => timed((token) => verifier.verifySync(token)),
    jose: () => timed((token) => jwtVerify(token, keyOf, { issuer: ISSUER, algorithms: ['RS256'] })),
  };
}
