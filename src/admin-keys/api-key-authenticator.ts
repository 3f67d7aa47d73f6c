import { timingSafeEqual } from 'node:crypto';
import type {
  AdminAuthentication,
  AdminAuthenticator,
  AdminIdentity,
} from '../revocation/ports/admin-authenticator.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import { apiKeyHash, apiKeyId } from './api-key.ts';
import type { ApiKeyScope, StoredApiKey } from './stored-api-key.ts';

/** Compared with when there is no such key, so that an unknown id takes as long as a wrong secret. */
const HASH_OF_NOTHING = `sha256:${'0'.repeat(64)}`;

/**
 * Authenticates whoever holds an API key of a scope. Whether a key fits is told apart from why it doesn't only in the
 * log.
 */
export function createApiKeyAuthenticator(
  keys: readonly StoredApiKey[],
  clock: Clock,
  scope: ApiKeyScope = 'admin',
): AdminAuthenticator {
  const keysById = new Map(keys.map((key) => [key.id, key]));

  return {
    authenticate(credential) {
      const stored = keysById.get(apiKeyId(credential) ?? '');
      const fits = isEqual(apiKeyHash(credential), stored?.hash ?? HASH_OF_NOTHING);
      return Promise.resolve(decide(stored, fits, { scope, nowMs: clock.nowMs() }));
    },
  };
}

function isEqual(hash: string, storedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(storedHash));
}

function decide(
  stored: StoredApiKey | undefined,
  fits: boolean,
  { scope, nowMs }: { readonly scope: ApiKeyScope; readonly nowMs: number },
): AdminAuthentication {
  if (stored === undefined) return { kind: 'unauthenticated', why: 'unknown-api-key' };
  if (!fits) return { kind: 'unauthenticated', why: 'wrong-api-key' };
  if (stored.expiresAtMs !== undefined && stored.expiresAtMs <= nowMs) {
    return { kind: 'unauthenticated', why: 'expired-api-key' };
  }
  if (!stored.scopes.includes(scope)) return { kind: 'forbidden', why: `api-key-without-scope-${scope}` };
  return { kind: 'authenticated', admin: identityOf(stored) };
}

function identityOf({ id, name, userPoolIds, acts, expiresAtMs }: StoredApiKey): AdminIdentity {
  return { id, name, via: 'api-key', userPoolIds, acts, expiresAtMs };
}
