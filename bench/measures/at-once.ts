import type { ContestantName } from '../servers/contestants.ts';
import { loadOnce } from './load-once.ts';
import { openLoopLatency, saturate, warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

const MEASURED: readonly ContestantName[] = [
  'naive-express',
  'stateless',
  'fastify-undici',
  'sqlite',
  'bare-http-undici',
  'postgres',
  'nginx',
  'feed',
];

/**
 * An upstream that answers at once, so that all that is measured is the server. The servers of each round are started anew:
 * what a logout costs differs from one process of the same program to the next by more than from round to round. Each is
 * warmed up right before it is measured, since V8 drops compiled code of a process that has been idle for some seconds.
 */
export async function measureAtOnce(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const { rounds, seconds, warmUpSeconds } = options;
  const names = asked(options, MEASURED);
  for (let round = 1; round <= rounds; round += 1) {
    tell(`at-once: round ${round} of ${rounds}`);
    await withServers(bench, names, 0, async ({ servers, upstream, direct }) => {
      for (const [name, server] of servers) {
        await loadOnce(server);
        const idleBytes = server.residentBytes();
        await warmUp(server, upstream, 64, warmUpSeconds);
        addSample(results, 'at-once', name, {
          idleMegabytes: idleBytes / 1e6,
          ...(await saturate(server, upstream, 64, seconds)),
          ...(await saturate(server, upstream, 512, seconds)),
          ...(await openLoopLatency(server, seconds)),
        });
      }
      addSample(results, 'at-once', 'direct', await openLoopLatency(direct, seconds));
    });
  }
}
