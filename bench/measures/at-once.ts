import { loadOnce } from './load-once.ts';
import { openLoopLatency, saturate, warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

/** An upstream that answers at once, so that all that is measured is the server. */
export async function measureAtOnce(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const { rounds, seconds, warmUpSeconds } = options;
  const names = asked(options, [
    'naive-express',
    'stateless',
    'fastify-undici',
    'sqlite',
    'bare-http-undici',
    'postgres',
    'nginx',
    'feed',
  ]);
  await withServers(bench, names, 0, async ({ servers, upstream, direct }) => {
    for (const [name, server] of servers) {
      tell(`at-once: warming ${name} up`);
      await loadOnce(server);
      addSample(results, 'at-once', name, { idleMegabytes: server.residentBytes() / 1e6 });
      await warmUp(server, upstream, 64, warmUpSeconds);
    }
    for (let round = 1; round <= rounds; round += 1) {
      tell(`at-once: round ${round} of ${rounds}`);
      addSample(results, 'at-once', 'direct', await openLoopLatency(direct, seconds));
      for (const [name, server] of servers) {
        addSample(results, 'at-once', name, {
          ...(await saturate(server, upstream, 64, seconds)),
          ...(await saturate(server, upstream, 512, seconds)),
          ...(await openLoopLatency(server, seconds)),
        });
      }
    }
  });
}
