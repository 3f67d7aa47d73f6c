import { setTimeout as after } from 'node:timers/promises';
import { generateLoad } from '../load/generate-load.ts';
import { saturate, warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

const DELAY_MS = 20;
const CAPACITY_CONNECTIONS = 512;
const OFFERED = 2;

/** Whose connections the load comes over. */
export interface Connections {
  readonly scenario: 'overload' | 'overload-own-connections';
  readonly connectionsMax: number;
  /** How many of them are open before the overload begins. */
  readonly connectionsKept: number;
}

/**
 * Those of a load balancer in front: opened and used before, and never more. What comes while all are in use waits in front
 * of the service, and is still measured from the moment at which it came. Two of Envoy keep as many to one service unless told otherwise.
 */
export const KEPT_CONNECTIONS: Connections = {
  scenario: 'overload',
  connectionsMax: 2_048,
  connectionsKept: 2_048,
};

/** Those of callers without anything in between, who each open one of their own, where none is idle. */
export const OWN_CONNECTIONS: Connections = {
  scenario: 'overload-own-connections',
  connectionsMax: 8_000,
  connectionsKept: 0,
};

/** Twice as much as a server can do, at a constant rate: how much of what it could do it still does. */
export async function measureOverload(bench: Bench, connections: Connections): Promise<void> {
  const { options, results, tell } = bench;
  const { scenario, ...limits } = connections;
  const names = asked(options, options.isShort ? ['stateless'] : ['naive-express', 'stateless', 'sqlite']);
  await withServers(bench, names, DELAY_MS, async ({ servers, upstream }) => {
    for (const [name, server] of servers) {
      tell(`${scenario}: warming ${name} up`);
      await warmUp(server, upstream, CAPACITY_CONNECTIONS, options.warmUpSeconds);
    }
    for (let round = 1; round <= options.rounds; round += 1) {
      tell(`${scenario}: round ${round} of ${options.rounds}`);
      for (const [name, server] of servers) {
        const capacity = await saturate(server, upstream, CAPACITY_CONNECTIONS, options.seconds);
        const capacityPerSecond = capacity[`perSecond${CAPACITY_CONNECTIONS}`] ?? Number.NaN;
        const { acceptedPerSecond, accepted, acceptedLater, refused, sent, statuses } = await generateLoad({
          ...server,
          ...limits,
          openLoop: { perSecond: OFFERED * capacityPerSecond, seconds: options.seconds + 1 },
        });
        addSample(results, scenario, name, {
          capacityPerSecond,
          goodput: acceptedPerSecond / capacityPerSecond,
          acceptedP50Ms: accepted.p50Ms,
          acceptedP99Ms: accepted.p99Ms,
          acceptedLaterP99Ms: acceptedLater.p99Ms,
          acceptedP99PerDelay: accepted.p99Ms / DELAY_MS,
          refusedP99Ms: refused.p99Ms,
          partRefused: 1 - (statuses['200'] ?? 0) / sent,
          partBroken: (statuses['0'] ?? 0) / sent,
        });
        await after(1000);
      }
    }
  });
}
