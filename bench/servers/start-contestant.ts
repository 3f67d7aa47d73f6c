import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import { followingGuard } from '../guard/following-guard.ts';
import { requestTemplate } from '../load/request-template.ts';
import type { Upstream } from '../upstream/start-upstream.ts';
import { CONTESTANTS, type ContestantName } from './contestants.ts';
import { onServerCore } from './pinning.ts';
import { cpuMicroseconds, residentBytes } from './process-cost.ts';
import { startProgram } from './running-program.ts';
import { feedKey } from './service-environment.ts';
import type { World } from './world.ts';

/** A server that runs, and how load is sent to it. */
export interface RunningServer extends LoadTarget {
  readonly pid: number;
  readonly startedMs: number;
  cpuMicroseconds(): number;
  residentBytes(): number;
  stop(): Promise<void>;
}

/** What the generators of load are told of a server. */
export interface LoadTarget {
  readonly port: number;
  readonly templateFile: string;
  readonly accessTokensFile?: string | undefined;
}

/** Starts a server on its core, in front of an upstream. Resolves once it listens. */
export async function startContestant(
  name: ContestantName,
  world: World,
  upstream: Upstream,
): Promise<RunningServer> {
  const { launch, shape, isFed = false } = CONTESTANTS[name];
  const folder = mkdtempSync(join(world.folder, `${name}-`));
  const port = await freePort();
  const { command, environment } = await launch({ world, upstream, port, folder });
  const program = await startProgram({
    command: onServerCore(command),
    environment,
    port,
    errorFile: join(folder, 'errors.log'),
  });
  const templateFile = join(folder, 'request');
  const accessTokens = isFed ? world.accessTokens() : undefined;
  writeFileSync(
    templateFile,
    requestTemplate({ ...shape, accessTokenCharacters: accessTokens?.characters ?? 0 }),
  );
  const guard = isFed ? await followingGuard(`http://127.0.0.1:${port}`, feedKey) : undefined;
  return {
    ...program,
    templateFile,
    accessTokensFile: accessTokens?.file,
    cpuMicroseconds: () => cpuMicroseconds(program.pid),
    residentBytes: () => residentBytes(program.pid),
    stop: async () => {
      await guard?.stop();
      await program.stop();
    },
  };
}
