import { eventually } from '../eventually.ts';
import type { ListeningService, ServiceWorld } from '../process/service-world.ts';

export interface FleetOptions {
  readonly world: Pick<ServiceWorld, 'start'>;
  readonly environment: Readonly<Record<string, string>>;
  readonly instances: number;
}

/** Service processes on one database, of which each is started again as soon as it was killed. */
export interface Fleet {
  /** Where those that live can be reached. */
  urls(): readonly string[];
  /** Kills one of those that live with SIGKILL, and resolves when its successor listens. */
  killOne(): Promise<void>;
  /** Has all read their keys and secrets again, and resolves when they have. */
  reload(): Promise<void>;
  /** Ends all with SIGTERM. */
  end(): Promise<void>;
  /** Of those that were ended with SIGTERM. */
  exitCodes(): readonly (number | null)[];
  /** Starts as many as there were at first. */
  startAgain(): Promise<void>;
  /** When those that were killed died, in milliseconds since the epoch. */
  deaths(): readonly number[];
  /** Lines that no process may print, as far as they were printed. */
  complaints(): readonly string[];
}

/** What only a bug would say. */
const COMPLAINT = /"msg":"(?:crashed|store broken)"/;

const RELOADED = '"msg":"reloaded"';
const RELOAD_MAX_MS = 30_000;

export async function startFleet({ world, environment, instances }: FleetOptions): Promise<Fleet> {
  const living = new Set<ListeningService>();
  const deaths: number[] = [];
  const complaints: string[] = [];
  const exitCodes: (number | null)[] = [];
  let reloads = 0;
  const onOutput = (text: string) => {
    complaints.push(...text.split('\n').filter((line) => COMPLAINT.test(line)));
    reloads += text.split(RELOADED).length - 1;
  };
  const startOne = async () => void living.add(await world.start(environment, { onOutput }));
  const startAll = async () => {
    for (let index = 0; index < instances; index += 1) await startOne();
  };
  await startAll();
  return {
    urls: () => [...living].map(({ url }) => url),
    async killOne() {
      const all = [...living];
      const victim = all[Math.floor(Math.random() * all.length)];
      if (victim === undefined) throw new Error('none is left to be killed');
      living.delete(victim);
      victim.kill('SIGKILL');
      deaths.push(Date.now());
      await victim.exited;
      await startOne();
    },
    async reload() {
      const expected = reloads + living.size;
      for (const service of living) service.kill('SIGHUP');
      await eventually(() => reloads >= expected, RELOAD_MAX_MS);
    },
    async end() {
      const all = [...living];
      living.clear();
      for (const service of all) service.kill('SIGTERM');
      exitCodes.push(...(await Promise.all(all.map(({ exited }) => exited))));
    },
    exitCodes: () => exitCodes,
    startAgain: startAll,
    deaths: () => deaths,
    complaints: () => complaints,
  };
}
