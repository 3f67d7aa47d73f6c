/**
 * Where the processor time of a logout goes: runs the stateless service from its sources under load, with V8's profiler,
 * and writes the share of each part to docs/performance.md. The profiler itself slows a process down, so that it tells
 * shares and no times.
 *
 *     npm run bench:profile -- [--seconds 20]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../test/support/free-port.ts';
import { LOGOUT } from './servers/contestants.ts';
import { imageFlags } from '../test/support/container/image-flags.ts';
import { runWrk } from './load/run-wrk.ts';
import { requestTemplate } from './load/request-template.ts';
import { sharesOf, type CpuProfile } from './profile/shares-of.ts';
import { describeMachine } from './report/machine.ts';
import { parseJson } from './report/parse-json.ts';
import type { ProfileReport } from './report/read-reports.ts';
import { writeReport } from './report/write-report.ts';
import { leaveServerCore, onServerCore } from './servers/pinning.ts';
import { startProgram } from './servers/running-program.ts';
import { serviceEnvironment } from './servers/service-environment.ts';
import { createWorld } from './servers/world.ts';
import { startUpstream } from './upstream/start-upstream.ts';

const CONNECTIONS = 64;
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const seconds = Number(values.seconds);

process.once('SIGINT', () => process.exit(1));
leaveServerCore();
const world = createWorld();
const upstream = await startUpstream(world.folder, 0, world.keys);
const port = await freePort();
const profiles = join(world.folder, 'profiles');
const service = await startProgram({
  command: onServerCore([
    process.execPath,
    ...imageFlags(),
    '--cpu-prof',
    `--cpu-prof-dir=${profiles}`,
    'src/main.ts',
  ]),
  environment: {
    ...serviceEnvironment({
      folder: world.folder,
      port,
      upstreamUrl: upstream.url,
      databaseUrl: 'memory:',
    }),
    DRAIN_DELAY_MS: '0',
  },
  port,
  errorFile: join(world.folder, 'errors.log'),
});

const templateFile = join(world.folder, 'request');
writeFileSync(templateFile, requestTemplate(LOGOUT));
await runWrk({ port, templateFile, connections: CONNECTIONS, seconds });
process.kill(service.pid, 'SIGTERM');

// The first half of the time is spent on starting and on compiling; the end on stopping.
const shares = sharesOf(await profileOf(profiles), 0.5, 0.9);
await service.stop();
await upstream.stop();
await world.stop();

const report: ProfileReport = {
  startedAt: new Date().toISOString(),
  command: `npm run bench:profile -- --seconds ${seconds}`,
  connections: CONNECTIONS,
  machine: describeMachine(),
  shares,
};
writeReport(report, 'profile');
for (const { part, share } of shares) console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${part}`);

/** The largest of the profiles that a process and its threads write when they end. */
async function profileOf(folder: string): Promise<CpuProfile> {
  for (;;) {
    try {
      process.kill(service.pid, 0);
      await after(100);
    } catch {
      break;
    }
  }
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const [largest = '{}'] = texts.toSorted((one, other) => other.length - one.length);
  return parseJson(largest) as CpuProfile;
}
