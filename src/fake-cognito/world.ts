import type { FakeClock } from './clock.ts';
import type { AppClient } from './pool/app-client.ts';
import type { UserPool } from './pool/user-pool.ts';
import type { Unknowns } from './unknowns.ts';

/** Everything that one running fake knows. Handlers get it as a parameter and change it in place. */
export interface World {
  readonly clock: FakeClock;
  readonly pools: Map<string, UserPool>;
  readonly refusedAccessKeyIds: ReadonlySet<string>;
  unknowns: Unknowns;
}

export interface ClientOfPool {
  readonly pool: UserPool;
  readonly client: AppClient;
}

/** Lets what was put off until now take effect. */
export function runDueEffects({ pools, clock }: World): void {
  const nowMs = clock.nowMs();
  for (const { later } of pools.values()) later.runDue(nowMs);
}

export function findClient(world: World, clientId: string): ClientOfPool | undefined {
  for (const pool of world.pools.values()) {
    const client = pool.clients.get(clientId);
    if (client !== undefined) return { pool, client };
  }
  return undefined;
}
