import type { Received } from '../http/answer.ts';
import { findClient, type ClientOfPool, type World } from '../world.ts';

/**
 * Finds an app client by its id. A request that came to a pool's own host name finds that pool's app clients only;
 * the fake's bare address is the domain of all pools at once.
 */
export function clientAtDomain(
  { headers }: Received,
  world: World,
  clientId: string,
): ClientOfPool | undefined {
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const pools = [...world.pools.values()];
  const ofHost = pools.find(({ domain }) => domain?.toLowerCase() === host);
  const found = findClient(world, clientId);
  return ofHost === undefined || found?.pool === ofHost ? found : undefined;
}
