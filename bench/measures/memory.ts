import { setTimeout as after } from 'node:timers/promises';
import { generateLoad } from '../load/generate-load.ts';
import type { RunningServer } from '../servers/start-contestant.ts';
import { loadOnce } from './load-once.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

/** As many as the service keeps connections open (MAX_CONNECTIONS), less some for others. */
const IN_FLIGHT = 9_900;
const DELAY_MS = 1_000;
const REST_MS = 5_000;

/**
 * Ten thousand who wait for a slow upstream, again and again: a peak that does not rise from round to round has been
 * given back in between.
 */
export async function measureMemory(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const names = asked(options, ['naive-express', 'stateless', 'sqlite']);
  await withServers(bench, names, DELAY_MS, async ({ servers }) => {
    for (const [name, server] of servers) {
      await loadOnce(server);
      addSample(results, 'memory', name, { idleMegabytes: server.residentBytes() / 1e6 });
    }
    for (let round = 1; round <= options.rounds; round += 1) {
      tell(`memory: round ${round} of ${options.rounds}`);
      for (const [name, server] of servers) {
        addSample(results, 'memory', name, await crowd(server, 2 * options.seconds));
      }
    }
  });
}

async function crowd(server: RunningServer, seconds: number): Promise<Readonly<Record<string, number>>> {
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, server.residentBytes());
  }, 50);
  const { statuses } = await generateLoad({
    ...server,
    connectionsMax: IN_FLIGHT,
    closedLoop: { inFlight: IN_FLIGHT, spreadMs: DELAY_MS, settleMs: DELAY_MS, seconds },
  });
  clearInterval(watch);
  await after(REST_MS);
  return {
    peakMegabytes: peakBytes / 1e6,
    restedMegabytes: server.residentBytes() / 1e6,
    accepted: statuses['200'] ?? 0,
    durable: statuses['202'] ?? 0,
    refused: Object.entries(statuses).reduce(
      (sum, [status, count]) => (status.startsWith('20') ? sum : sum + count),
      0,
    ),
  };
}
