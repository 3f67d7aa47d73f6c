import { performance } from 'node:perf_hooks';
import { eventually } from '../eventually.ts';
import { createFaultWorld, type FaultWorld } from './fault-world.ts';
import { logout } from './load/logout-load.ts';
import { mostInASecond } from './most-in-a-second.ts';
import { openLoop } from './load/open-loop.ts';

export interface BlackHoleOptions {
  /** How long Cognito is well before. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** How many calls per second may go to Cognito. */
  readonly budgetPerSecond: number;
}

export interface BlackHole {
  readonly logouts: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly durationsMs: readonly number[];
  readonly residentBytesBefore: number;
  readonly residentBytesAfter: number;
  readonly drainMs: number;
  /** Calls to Cognito in the busiest second of the drain. */
  readonly busiestSecond: number;
  readonly lost: number;
}

const DRAIN_MAX_MS = 1_200_000;

/** Cognito swallows every call for some time, while users log out at a steady rate. */
export async function blackHole(options: BlackHoleOptions): Promise<BlackHole> {
  const world = await createFaultWorld('sqlite');
  try {
    return await runIn(world, options);
  } finally {
    await world.stop();
  }
}

async function runIn(world: FaultWorld, options: BlackHoleOptions): Promise<BlackHole> {
  const { fake, proxy, clientId } = world;
  const service = await world.start({
    ...world.environment,
    COGNITO_REVOKE_QUOTA_PER_SECOND: String(options.budgetPerSecond),
  });
  const sessions = Array.from({ length: options.seconds * options.perSecond }, () => world.signIn());
  const ask = async ({ refreshToken, accessToken }: (typeof sessions)[number]) => {
    const startedMs = performance.now();
    const { status } = await logout(service.url, { refreshToken, accessToken, clientId });
    return { status, durationMs: performance.now() - startedMs };
  };
  // A service that has been running: Cognito does not fail as a process starts. It has the keys of the user pool, too.
  const before = Array.from({ length: options.warmUpSeconds * options.perSecond }, () => world.signIn());
  await openLoop([world.signIn(), ...before], options.perSecond, ask);
  const { residentBytes: residentBytesBefore } = await service.memory();

  proxy.set({ kind: 'blackhole' });
  const answers = await openLoop(sessions, options.perSecond, ask);
  const { residentBytes: residentBytesAfter } = await service.memory();

  const healedMs = Date.now();
  proxy.set({ kind: 'pass' });
  let living: readonly (typeof sessions)[number][] = sessions;
  await eventually(() => {
    living = living.filter(({ refreshToken }) => fake.refreshTokenState(refreshToken) !== 'revoked');
    return living.length === 0;
  }, DRAIN_MAX_MS).catch(() => undefined);
  const calls = fake
    .calls()
    .filter(({ operation, atMs }) => operation === 'RevokeToken' && atMs >= healedMs)
    .map(({ atMs }) => atMs);
  return {
    logouts: sessions.length,
    statuses: countOf(answers.map(({ status }) => status)),
    durationsMs: answers.map(({ durationMs }) => durationMs),
    residentBytesBefore,
    residentBytesAfter,
    drainMs: Date.now() - healedMs,
    busiestSecond: mostInASecond(calls),
    lost: living.length,
  };
}

function countOf(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
