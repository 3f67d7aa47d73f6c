/**
 * `npm run slowloris`: opens thousands of connections that send or read as slowly as they can (5,000 unless
 * `--sockets` says otherwise), against the service with wide rate limits and no load shedding, while users log out. Fails if a
 * connection stays open too long, or a logout fails.
 */
import { parseArgs } from 'node:util';
import { eventually } from '../test/support/eventually.ts';
import { openHostileSockets, type Habit } from '../test/support/flood/hostile-sockets.ts';
import { whileUsersLogOut } from '../test/support/flood/while-users-log-out.ts';
import { createServiceWorld } from '../test/support/process/service-world.ts';

interface Attack {
  readonly habit: Habit;
  /**
   * Part of all connections. Deaf ones are work for the service until the buffers of the system are full, and such a
   * flood of work is for rate limits, which are wide open here.
   */
  readonly share: number;
  readonly lifeMaxMs: number;
}

/** What is promised: a request may take 12 s, that is checked twice a second, and closing so many takes a while. */
const REQUEST_LIFE_MS = 17_000;

const ATTACKS: readonly Attack[] = [
  { habit: 'silent', share: 1, lifeMaxMs: REQUEST_LIFE_MS },
  { habit: 'slow-headers', share: 1, lifeMaxMs: REQUEST_LIFE_MS },
  { habit: 'slow-body', share: 1, lifeMaxMs: REQUEST_LIFE_MS },
  { habit: 'deaf', share: 0.04, lifeMaxMs: 70_000 },
];

const { values } = parseArgs({ options: { sockets: { type: 'string' } } });
const sockets = Number(values.sockets ?? 5_000);

const world = await createServiceWorld();
const retries: string[] = [];
const service = await world.start(
  // The attack keeps the fake Cognito busy too, which is part of the attacker's process here.
  { UPSTREAM_DEADLINE_MS: '5000' },
  {
    onOutput: (text) =>
      retries.push(...text.split('\n').filter((line) => line.includes('"outcome":"retry"'))),
  },
);
let failed = false;
for (const { habit, share, lifeMaxMs } of ATTACKS) {
  const count = sockets * share;
  const before = await service.memory();
  let longestLifeMs = 0;
  let left = 0;
  const logouts = await whileUsersLogOut({ ...world, url: service.url, callers: 2 }, async () => {
    const hostile = await openHostileSockets({ port: service.port, habit, count, dripMs: 2_000 });
    await eventually(() => hostile.open() === 0, lifeMaxMs).catch(() => {});
    left = hostile.open();
    longestLifeMs = hostile.longestLifeMs();
    hostile.destroy();
  });
  const after = await service.memory();
  console.log(`${habit}: ${count} connections`, {
    left,
    longestLifeMs: Math.round(longestLifeMs),
    logouts: logouts.calls,
    failures: logouts.failures.length,
    p50Ms: Math.round(logouts.p50Ms),
    p99Ms: Math.round(logouts.p99Ms),
    heapGrownKb: Math.round((after.heapUsedBytes - before.heapUsedBytes) / 1024),
  });
  for (const line of [...logouts.failures.slice(0, 5), ...retries.splice(0).slice(0, 5)]) console.log(line);
  failed ||= left > 0 || longestLifeMs > lifeMaxMs || logouts.failures.length > 0;
}
await world.stop();
console.log(failed ? 'FAILED' : 'passed');
process.exitCode = failed ? 1 : 0;
