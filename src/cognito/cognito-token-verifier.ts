import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import type { Clock } from '../revocation/ports/clock.ts';
import type { TokenVerifier } from '../revocation/ports/token-verifier.ts';
import type { VerifiedClaims } from '../tokens/claims.ts';
import { unverifiedPart } from '../tokens/unverified-part.ts';
import { claimsOf } from './claims-of.ts';
import type { UserPoolPlace } from './cognito-app-client.ts';
import type { UpstreamConnections } from './upstream-connections.ts';
import { createUserPoolKeys } from './user-pools/user-pool-keys.ts';

/** An app client whose tokens are accepted. */
export interface AcceptedAppClient extends UserPoolPlace {
  readonly clientId: string;
}

export interface CognitoTokenVerifierOptions {
  /** Only tokens of these app clients verify; asked at every token, so that a reload shows at once. */
  readonly clients: { all(): readonly AcceptedAppClient[] };
  readonly connections: UpstreamConnections;
  readonly clock: Clock;
  /** How long a token may wait for its pool's keys before they count as out of reach; 200 unless told otherwise. */
  readonly keysTimeoutMs?: number;
}

export interface CognitoTokenVerifier extends TokenVerifier {
  /**
   * Fetches the keys of all user pools ahead of the first token, which otherwise has to wait for them and cannot be
   * checked where they are slow to come. Never throws.
   */
  warmUp(): Promise<void>;
}

/** The only signature algorithm of Cognito's tokens, and therefore the only one that is ever checked. */
const ALGORITHM = 'RS256';
const KEYS_TIMEOUT_MS = 200;

/**
 * Verifies with `aws-jwt-verify`, for both forms of Cognito's issuer.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function createCognitoTokenVerifier(options: CognitoTokenVerifierOptions): CognitoTokenVerifier {
  const { clients, connections, clock, keysTimeoutMs = KEYS_TIMEOUT_MS } = options;
  const userPoolKeys = createUserPoolKeys({ connections, clock, waitTimeoutMs: keysTimeoutMs });
  let current: PoolVerifier | undefined;

  async function verify(token: string): Promise<VerifiedClaims | undefined> {
    const accepted = clients.all();
    const [header, payload] = token.split('.');
    const { alg, kid } = unverifiedPart(header) ?? {};
    const { iss } = unverifiedPart(payload) ?? {};
    if (alg !== ALGORITHM || typeof kid !== 'string' || typeof iss !== 'string') return undefined;
    const place = accepted.find(({ userPoolId }) => iss.endsWith(`/${userPoolId}`));
    if (place === undefined) return undefined;
    const keys = await userPoolKeys.holding(kid, place);
    if (keys === undefined) return undefined;
    if (current?.accepted !== accepted) current = createPoolVerifier(accepted);
    return current.verify(token, place.userPoolId, keys);
  }

  return {
    verify,
    warmUp: async () => {
      await Promise.all(clients.all().map((place) => userPoolKeys.prefetch(place)));
    },
  };
}

type PoolVerifier = ReturnType<typeof createPoolVerifier>;

function createPoolVerifier(accepted: readonly AcceptedAppClient[]) {
  const userPoolIds = [...new Set(accepted.map(({ userPoolId }) => userPoolId))];
  const verifier = CognitoJwtVerifier.create(
    userPoolIds.map((userPoolId) => ({
      userPoolId,
      tokenUse: null,
      clientId: accepted.filter((one) => one.userPoolId === userPoolId).map(({ clientId }) => clientId),
    })),
  );
  const known = new Map<string, Jwks>();

  return {
    accepted,
    verify: (token: string, userPoolId: string, keys: Jwks): VerifiedClaims | undefined => {
      try {
        if (known.get(userPoolId) !== keys) verifier.cacheJwks(keys, userPoolId);
        known.set(userPoolId, keys);
        return claimsOf(verifier.verifySync(token), userPoolId);
      } catch {
        return undefined;
      }
    },
  };
}
