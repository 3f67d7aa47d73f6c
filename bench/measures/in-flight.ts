import { generateLoad } from '../load/generate-load.ts';
import { warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

const IN_FLIGHT = 1_000;
const DELAY_MS = 500;
const IDEAL_PER_SECOND = (IN_FLIGHT * 1000) / DELAY_MS;

/** A slow upstream and many who wait: how much of what they could have they get. */
export async function measureInFlight(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const names = options.isShort
    ? asked(options, ['naive-express', 'stateless'])
    : asked(options, ['naive-express', 'stateless', 'sqlite', 'bare-http-undici']);
  await withServers(bench, names, DELAY_MS, async ({ servers, upstream }) => {
    for (const [name, server] of servers) {
      tell(`in-flight: warming ${name} up`);
      await warmUp(server, upstream, IN_FLIGHT, options.warmUpSeconds);
    }
    for (let round = 1; round <= options.rounds; round += 1) {
      tell(`in-flight: round ${round} of ${options.rounds}`);
      for (const [name, server] of servers) {
        const { acceptedPerSecond, accepted, statuses } = await generateLoad({
          ...server,
          connectionsMax: IN_FLIGHT,
          closedLoop: {
            inFlight: IN_FLIGHT,
            spreadMs: DELAY_MS,
            settleMs: 2 * DELAY_MS,
            seconds: options.seconds,
          },
        });
        const { 200: _, ...refused } = statuses;
        addSample(results, 'in-flight', name, {
          perSecond: acceptedPerSecond,
          partOfIdeal: acceptedPerSecond / IDEAL_PER_SECOND,
          p99Ms: accepted.p99Ms,
          refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
        });
      }
    }
  });
}
