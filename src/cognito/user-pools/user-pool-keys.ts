import { isJwks, type Jwks } from 'aws-jwt-verify/jwk';
import { safeJsonParse } from 'aws-jwt-verify/safe-json-parse';
import { ServiceError } from '../../errors/service-error.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { userPoolUrl } from './user-pool-url.ts';
import type { UpstreamConnections } from '../upstream-connections.ts';
import { withinSignal } from '../outcome/within-signal.ts';

const KEYS_LIFE_MS = 24 * 3_600_000;
/** Age from which keys are fetched anew while the old ones are still in use, so that an outage is not noticed. */
const KEYS_STALE_MS = 12 * 3_600_000;
const REFETCH_AFTER_MS = 10_000;
const REFETCH_AFTER_FAILURE_MS = 1_000;
const FETCH_TIMEOUT_MS = 3_000;

interface PoolState {
  keys: Jwks | undefined;
  fetchedAtMs: number;
  mayFetchAtMs: number;
  fetching: Promise<void> | undefined;
}

export interface UserPoolKeysOptions {
  readonly connections: UpstreamConnections;
  readonly clock: Clock;
  /** What one token waits for a fetch at most; the fetch goes on for those that come after it. */
  readonly waitTimeoutMs: number;
}

/** The public keys of user pools, which sign their tokens. */
export interface UserPoolKeys {
  /**
   * The key set of a user pool if it holds the key of that id, else undefined. Shares one fetch among all who wait. A key
   * id that is not in the set causes a fetch at most every 10 s, since callers invent key ids at will. Keys are used for
   * 24 h at most.
   *
   * @throws ServiceError `not-durable` where there is no key set, or it is still on its way: then nobody knows
   */
  holding(keyId: string, place: UserPoolPlace): Promise<Jwks | undefined>;
  /** Fetches a pool's keys before anybody needs them. Never throws. */
  prefetch(place: UserPoolPlace): Promise<void>;
}

/** Fetches `<pool>/.well-known/jwks.json` where the pool really is, never where a token points to (`jku`, `x5u`). */
export function createUserPoolKeys({ connections, clock, waitTimeoutMs }: UserPoolKeysOptions): UserPoolKeys {
  const pools = new Map<string, PoolState>();

  async function fetchInto(state: PoolState, place: UserPoolPlace): Promise<void> {
    try {
      state.keys = await fetchKeys(connections, place);
      state.fetchedAtMs = clock.nowMs();
      state.mayFetchAtMs = clock.nowMs() + REFETCH_AFTER_MS;
    } catch {
      state.mayFetchAtMs =
        clock.nowMs() + (state.keys === undefined ? REFETCH_AFTER_FAILURE_MS : REFETCH_AFTER_MS);
    } finally {
      state.fetching = undefined;
    }
  }

  function fetchOnce(state: PoolState, place: UserPoolPlace): Promise<void> {
    if (state.fetching === undefined && clock.nowMs() < state.mayFetchAtMs) return Promise.resolve();
    state.fetching ??= fetchInto(state, place);
    return state.fetching;
  }

  function young({ keys, fetchedAtMs }: PoolState): Jwks | undefined {
    return clock.nowMs() - fetchedAtMs < KEYS_LIFE_MS ? keys : undefined;
  }

  function usable(state: PoolState, keyId: string): Jwks | undefined {
    const keys = young(state);
    return keys?.keys.some(({ kid }) => kid === keyId) === true ? keys : undefined;
  }

  function stateOf({ userPoolId }: UserPoolPlace): PoolState {
    const state = pools.get(userPoolId) ?? newState();
    pools.set(userPoolId, state);
    return state;
  }

  return {
    prefetch: (place) => fetchOnce(stateOf(place), place),
    holding: async (keyId, place) => {
      const state = stateOf(place);
      const keys = usable(state, keyId);
      if (keys !== undefined) {
        if (clock.nowMs() - state.fetchedAtMs >= KEYS_STALE_MS) void fetchOnce(state, place);
        return keys;
      }
      const hasCome = await isDoneWithin(waitTimeoutMs, () => fetchOnce(state, place));
      const fetched = usable(state, keyId);
      if (fetched === undefined && !(hasCome && young(state) !== undefined)) throw keysOutOfReach();
      return fetched;
    },
  };
}

function isDoneWithin(timeoutMs: number, work: () => Promise<void>): Promise<boolean> {
  return withinSignal(AbortSignal.timeout(timeoutMs), work).then(
    () => true,
    () => false,
  );
}

function newState(): PoolState {
  return { keys: undefined, fetchedAtMs: 0, mayFetchAtMs: 0, fetching: undefined };
}

const RETRY_AFTER_SECONDS = 2;

function keysOutOfReach(): ServiceError {
  return new ServiceError(
    'not-durable',
    'Cognito does not give the keys at the moment that the token is checked with: try again.',
    { cause: 'keys-out-of-reach', retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

async function fetchKeys(connections: UpstreamConnections, place: UserPoolPlace): Promise<Jwks> {
  const { status, body } = await connections.exchange({
    url: `${userPoolUrl(place)}/.well-known/jwks.json`,
    method: 'GET',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  const keys = safeJsonParse(Buffer.from(body).toString('utf8'));
  if (status !== 200 || !isJwks(keys)) throw new Error(`no JWKS but HTTP ${status}`);
  return keys;
}
