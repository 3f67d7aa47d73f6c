import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { parsedClaims } from '../guard/random-claims.ts';

export interface AccessTokenIssuer {
  /** The keys of the user pool that its tokens verify with, JSON. */
  readonly keys: string;
  /** Signs so many access tokens, each of a session of its own, and all of the same length. */
  sign(count: number): readonly string[];
}

/** Signs access tokens as Cognito does: RS256 with a key of 2048 bits. */
export function createAccessTokenIssuer(): AccessTokenIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ alg: 'RS256', kid: 'one' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  return {
    keys: JSON.stringify({ keys: [jwk] }),
    sign: (count) =>
      Array.from({ length: count }, () => {
        const input = `${header}.${part(parsedClaims(randomUUID(), randomUUID()))}`;
        return `${input}.${createSign('sha256').update(input).sign(privateKey, 'base64url')}`;
      }),
  };
}
