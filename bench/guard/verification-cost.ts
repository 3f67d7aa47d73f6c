import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { CLIENT_ID, ISSUER, USER_POOL_ID, parsedClaims } from './random-claims.ts';

/** Verifies a round of distinct access tokens. Returns nanoseconds of processor time a token. */
export type VerificationRound = () => Promise<number>;

const TOKENS = 512;

/** The cost that a check is compared with: RS256, RSA 2048, keys in memory, every check of claims on. */
export function createVerificationRounds(): Readonly<Record<'aws-jwt-verify' | 'jose', VerificationRound>> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokens = Array.from({ length: TOKENS }, () => {
    const input = `${part({ alg: 'RS256', kid: 'one' })}.${part(parsedClaims(randomUUID(), randomUUID()))}`;
    return `${input}.${createSign('sha256').update(input).sign(privateKey, 'base64url')}`;
  });

  const verifier = CognitoJwtVerifier.create({
    userPoolId: USER_POOL_ID,
    clientId: CLIENT_ID,
    tokenUse: 'access',
  });
  verifier.cacheJwks({ keys: [jwk] } as unknown as Parameters<typeof verifier.cacheJwks>[0]);
  const keySet = createLocalJWKSet({ keys: [jwk] });

  const timed = async (verify: (token: string) => unknown): Promise<number> => {
    // Of the whole process: jose lets other threads do the arithmetic.
    const startedAt = process.cpuUsage();
    for (const token of tokens) await verify(token);
    const { user, system } = process.cpuUsage(startedAt);
    return ((user + system) * 1000) / tokens.length;
  };
  return {
    'aws-jwt-verify': () => timed((token) => verifier.verifySync(token)),
    jose: () => timed((token) => jwtVerify(token, keySet, { issuer: ISSUER, algorithms: ['RS256'] })),
  };
}
