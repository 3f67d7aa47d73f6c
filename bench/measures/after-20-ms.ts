import { saturate, warmUp } from './load-server.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

/** An upstream as far away as Cognito's is from the same Region. */
export async function measureAfter20Ms(bench: Bench): Promise<void> {
  const { options, results, tell } = bench;
  const { rounds, seconds, warmUpSeconds, isShort } = options;
  const names = isShort
    ? asked(options, ['naive-express', 'stateless'])
    : asked(options, ['naive-express', 'stateless', 'fastify-undici', 'sqlite', 'bare-http-undici', 'nginx']);
  await withServers(bench, names, 20, async ({ servers, upstream }) => {
    for (const [name, server] of servers) {
      tell(`after-20-ms: warming ${name} up`);
      await warmUp(server, upstream, 512, warmUpSeconds);
    }
    for (let round = 1; round <= rounds; round += 1) {
      tell(`after-20-ms: round ${round} of ${rounds}`);
      for (const [name, server] of servers) {
        addSample(results, 'after-20-ms', name, {
          ...(isShort ? {} : await saturate(server, upstream, 64, seconds)),
          ...(await saturate(server, upstream, 512, seconds)),
        });
      }
    }
  });
}
