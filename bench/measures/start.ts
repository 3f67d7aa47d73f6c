import { readFileSync } from 'node:fs';
import { createConnectionPool } from '../load/connection-pool.ts';
import { createRequestMaker } from '../load/request-maker.ts';
import { startContestant, type RunningServer } from '../servers/start-contestant.ts';
import { addSample } from './samples.ts';
import { asked, withServers, type Bench } from './scenario.ts';

const STARTS_IN_A_ROUND = 3;

/** From the start of the process to the answer of its first logout. */
export async function measureStart(bench: Bench): Promise<void> {
  const { options, world, results, tell } = bench;
  const names = asked(options, ['naive-express', 'stateless', 'empty', 'sqlite', 'bare-http-undici']);
  await withServers(bench, [], 0, async ({ upstream }) => {
    for (let round = 1; round <= options.rounds * STARTS_IN_A_ROUND; round += 1) {
      tell(`start: start ${round} of ${options.rounds * STARTS_IN_A_ROUND}`);
      for (const name of names) {
        const server = await startContestant(name, world, upstream);
        addSample(results, 'start', name, { firstLogoutMs: await firstLogoutMs(server) });
        await server.stop();
      }
    }
  });
}

async function firstLogoutMs({ port, templateFile, startedMs }: RunningServer): Promise<number> {
  const pool = createConnectionPool(port, 1);
  const makeRequest = createRequestMaker(readFileSync(templateFile, 'latin1'), []);
  const ask = () => new Promise<number>((resolve) => pool.send(makeRequest(), resolve));
  while ((await ask()) !== 200);
  const firstMs = performance.now() - startedMs;
  pool.close();
  return firstMs;
}
