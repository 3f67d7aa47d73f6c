import { generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Access and ID tokens of a pool are signed with two different keys. */
export interface PoolKeys {
  readonly access: SigningKey;
  readonly id: SigningKey;
}

/** A key of a JWKS, with the members that Cognito publishes. A type, since only types fit `JsonObject`. */
export type Jwk = {
  readonly alg: 'RS256';
  readonly e: string;
  readonly kid: string;
  readonly kty: 'RSA';
  readonly n: string;
  readonly use: 'sig';
};

export type Jwks = {
  readonly keys: Jwk[];
};

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const generate = promisify(generateKeyPair);

/** RSA keys are slow to make, so a process that starts many fakes makes each pair once. */
const pairs: Promise<KeyPair>[] = [];

/**
 * Hands out key pairs that differ from each other. Each keyring counts from the start, so that the pools of one fake
 * never share a key while later fakes of the process start fast.
 */
export function createKeyring(): () => Promise<PoolKeys> {
  let next = 0;
  const take = async (): Promise<SigningKey> => {
    const index = next++;
    const pair = await (pairs[index] ??= generate('rsa', { modulusLength: 2048 }));
    return { ...pair, kid: randomBytes(32).toString('base64') };
  };
  return async () => {
    const [id, access] = await Promise.all([take(), take()]);
    return { id, access };
  };
}

export function jwksOf(keys: PoolKeys): Jwks {
  return { keys: [jwkOf(keys.id), jwkOf(keys.access)] };
}

function jwkOf({ kid, publicKey }: SigningKey): Jwk {
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  return { alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' };
}
