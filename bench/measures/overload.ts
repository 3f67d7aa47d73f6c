import { setTimeout as after } from 'node:timers/promises';
import { generateLoad } from '../load/generate-load.ts';
import { saturate, warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

const DELAY_MS = 20;
const CAPACITY_CONNECTIONS = 512;
const CONNECTIONS_MAX = 8_000;
const OFFERED = 2;

/** Twice as much as a server can do, at a constant rate: how much of what it could do it still does. */
export async function measureOverload(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const names = asked(options, options.isShort ? ['stateless'] : ['naive-express', 'stateless', 'sqlite']);
  await withServers(bench, names, DELAY_MS, async ({ servers, upstream }) => {
    for (const [name, server] of servers) {
      tell(`overload: warming ${name} up`);
      await warmUp(server, upstream, CAPACITY_CONNECTIONS, options.warmUpSeconds);
    }
    for (let round = 1; round <= options.rounds; round += 1) {
      tell(`overload: round ${round} of ${options.rounds}`);
      for (const [name, server] of servers) {
        const capacity = await saturate(server, upstream, CAPACITY_CONNECTIONS, options.seconds);
        const capacityPerSecond = capacity[`perSecond${CAPACITY_CONNECTIONS}`] ?? Number.NaN;
        const { acceptedPerSecond, accepted, refused, sent, statuses } = await generateLoad({
          ...server,
          connectionsMax: CONNECTIONS_MAX,
          openLoop: { perSecond: OFFERED * capacityPerSecond, seconds: options.seconds + 1 },
        });
        addSample(results, 'overload', name, {
          capacityPerSecond,
          goodput: acceptedPerSecond / capacityPerSecond,
          acceptedP50Ms: accepted.p50Ms,
          acceptedP99Ms: accepted.p99Ms,
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
