import type { CreateCounter } from '../counter.ts';
import { createMemoryCounter } from '../memory-counter.ts';
import { createInsuredCounter } from './insured-counter.ts';
import { createReachability } from './reachability.ts';
import { connectToRedis } from './connect-to-redis.ts';
import { createRedisCounter } from './redis-counter.ts';

export interface SharedCountersOptions {
  /** `redis://` or `rediss://`, with password and database number where there are such. */
  readonly url: string;
  /** What keys in Redis begin with. */
  readonly keyPrefix?: string;
  /** Counts have become local (`degraded`), or shared again; must not throw. */
  readonly onChange: (state: 'degraded' | 'recovered') => void;
}

export interface SharedCounters {
  readonly createCounter: CreateCounter;
  /** Resolves once it is known whether Redis can be reached, some two seconds after the start at the latest. Never rejects. */
  readonly known: Promise<void>;
  close(): void;
}

/**
 * Counts that all instances of the service share through Redis or Valkey. Redis can be killed, frozen, read-only, full
 * or closed to us: then counts are this process's own until it is back, and no request is refused or kept for it.
 */
export function createSharedCounters(options: SharedCountersOptions): SharedCounters {
  const { url, keyPrefix = 'cognito-logout:limit', onChange } = options;
  const client = connectToRedis(url);
  const probe = createRedisCounter(client, keyPrefix, 'probe', 60);
  const reachability = createReachability({ probe: () => probe.add('probe'), onChange });
  return {
    createCounter: (name, windowSeconds) =>
      createInsuredCounter(
        createRedisCounter(client, keyPrefix, name, windowSeconds),
        createMemoryCounter(name, windowSeconds),
        reachability,
      ),
    known: reachability.known,
    close() {
      reachability.stop();
      client.disconnect();
    },
  };
}
