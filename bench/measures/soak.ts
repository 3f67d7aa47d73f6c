import { generateLoad } from '../load/generate-load.ts';
import { warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

const SAMPLES = 60;
const PER_SECOND = 500;
const WARM_UP_CONNECTIONS = 64;
const DELAY_MS = 20;

/** A steady load for a long time. What grows with the number of logouts shows. */
export async function measureSoak(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const seconds = (options.soakMinutes * 60) / SAMPLES;
  const names = asked(options, ['stateless', 'sqlite']);
  await withServers(bench, names, DELAY_MS, async ({ servers, upstream }) => {
    for (const [name, server] of servers) {
      tell(`soak: warming ${name} up`);
      await warmUp(server, upstream, WARM_UP_CONNECTIONS, options.warmUpSeconds);
    }
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      tell(`soak: ${sample} of ${SAMPLES}`);
      await Promise.all(
        [...servers].map(async ([name, server]) => {
          const { statuses, sent, accepted } = await generateLoad({
            ...server,
            connectionsMax: 1_000,
            openLoop: { perSecond: PER_SECOND, seconds },
          });
          addSample(results, 'soak', name, {
            residentMegabytes: server.residentBytes() / 1e6,
            p99Ms: accepted.p99Ms,
            refused: sent - (statuses['200'] ?? 0),
          });
        }),
      );
    }
  });
}
