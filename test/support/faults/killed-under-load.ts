import { performance } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '../eventually.ts';
import type { Engine } from './databases.ts';
import { countRevocations, type Disturbances, type Revocations } from './duplicates.ts';
import { createFaultWorld, type FaultWorld } from './fault-world.ts';
import type { Fleet } from './fleet.ts';
import { createSignIn } from './load/sign-in.ts';
import { startLogoutLoad, type Acknowledged } from './load/logout-load.ts';
import { judgeTrail, type TrailVerdict } from './verdict.ts';
import {
  adminOrder,
  logoutEverywhere,
  oauthRevocation,
  provenLogout,
  unprovenLogout,
} from './load/ways-out.ts';
import { startWeather, type Climate } from './weather.ts';

export interface KilledUnderLoadOptions {
  readonly engine: Engine;
  readonly instances: number;
  readonly kills: number;
  /** How many logouts must have been acknowledged before it ends. */
  readonly logouts: number;
  /** How often the database's server is killed as well. */
  readonly serverKills: number;
  readonly climate?: Climate;
}

export interface KilledUnderLoad extends Revocations {
  readonly kills: number;
  readonly serverKills: number;
  readonly outages: number;
  readonly acknowledged: number;
  readonly statuses: ReadonlyMap<number, number>;
  /** Acknowledged logouts whose refresh token lives. */
  readonly lost: number;
  /** Logouts that were accepted before Cognito had confirmed, and of which the audit trail knows nothing. */
  readonly unrecorded: number;
  readonly trail: TrailVerdict;
  readonly exitCodes: readonly (number | null)[];
  readonly complaints: readonly string[];
  readonly loadSeconds: number;
  readonly drainSeconds: number;
}

const USERS = 24;
const PAUSE_MAX_MS = 300;
/** Calls for RevokeToken that go to Cognito in a second: more than by default, so that it does not take half an hour. */
const BUDGET_PER_SECOND = 150;
const LIFE_MIN_MS = 200;
const LIFE_MAX_MS = 2000;
const DRAIN_MAX_MS = 600_000;
/** What a killed process had in hand is free again after its lease of 30 s. */
const LEASE_MS = 60_000;
const LOOK_AGAIN_MS = 4000;

/**
 * Users log out while service processes are killed at random and Cognito has an outage half of the time. Then all is
 * well again, what was accepted is delivered, and everything is looked over.
 */
export async function killedUnderLoad(options: KilledUnderLoadOptions): Promise<KilledUnderLoad> {
  const world = await createFaultWorld(options.engine);
  try {
    return await runIn(world, options);
  } finally {
    await world.stop();
  }
}

async function runIn(world: FaultWorld, options: KilledUnderLoadOptions): Promise<KilledUnderLoad> {
  const { fake, proxy } = world;
  const fleet = await world.startFleet(options.instances, {
    COGNITO_REVOKE_QUOTA_PER_SECOND: String(BUDGET_PER_SECOND),
  });
  const startedMs = performance.now();
  const ofAdmin = adminOrder(world.adminKey);
  const load = startLogoutLoad({
    urls: () => fleet.urls(),
    signIn: createSignIn(world),
    // Most users prove their sessions: who does not gets no more than a tenth of the budget.
    ways: [
      ...Array.from({ length: 7 }, () => provenLogout),
      unprovenLogout,
      logoutEverywhere,
      oauthRevocation,
      logoutEverywhere,
      ofAdmin,
    ],
    users: USERS,
    pauseMaxMs: PAUSE_MAX_MS,
  });
  const weather = startWeather(fake, proxy, options.climate);
  const crashes = await kill(fleet, world, options);
  await eventually(() => load.acknowledged().length >= options.logouts, DRAIN_MAX_MS);
  weather.clear();
  await load.stop();
  const loadSeconds = (performance.now() - startedMs) / 1000;

  const drainedFromMs = performance.now();
  const isAlive = ({ refreshToken }: Acknowledged) => fake.refreshTokenState(refreshToken) !== 'revoked';
  const trail = await drain(world, fleet, load.acknowledged(), isAlive);
  return {
    kills: options.kills,
    serverKills: options.serverKills,
    outages: weather.outages(),
    acknowledged: load.acknowledged().length,
    statuses: load.statuses(),
    lost: load.acknowledged().filter(isAlive).length,
    unrecorded: load
      .acknowledged()
      .filter(
        ({ isConfirmed, receiptId }) =>
          !isConfirmed && receiptId !== undefined && !trail.receipts.has(receiptId),
      ).length,
    trail,
    ...countRevocations(fake.calls(), {
      deaths: fleet.deaths(),
      crashes,
      answersLost: weather.answersLost(),
    }),
    exitCodes: fleet.exitCodes(),
    complaints: fleet.complaints(),
    loadSeconds,
    drainSeconds: (performance.now() - drainedFromMs) / 1000,
  };
}

async function kill(
  fleet: Fleet,
  { database }: FaultWorld,
  { kills, serverKills }: KilledUnderLoadOptions,
): Promise<Disturbances['crashes']> {
  const crashes: { fromMs: number; toMs: number }[] = [];
  const everyKills = Math.ceil(kills / (serverKills + 1));
  for (let done = 1; done <= kills; done += 1) {
    await after(LIFE_MIN_MS + Math.random() * (LIFE_MAX_MS - LIFE_MIN_MS));
    await fleet.killOne();
    if (done % everyKills !== 0 || done / everyKills > serverKills) continue;
    const fromMs = Date.now();
    await database.crash();
    crashes.push({ fromMs, toMs: Date.now() });
  }
  return crashes;
}

/**
 * Waits until every acknowledged logout has reached Cognito, and nothing waits any more that was stored without an
 * acknowledgement. Leaves no process running.
 */
async function drain(
  { database }: FaultWorld,
  fleet: Fleet,
  acknowledged: readonly Acknowledged[],
  isAlive: (acknowledged: Acknowledged) => boolean,
): Promise<TrailVerdict> {
  let living = acknowledged;
  await eventually(() => {
    living = living.filter(isAlive);
    return living.length === 0;
  }, DRAIN_MAX_MS).catch(() => undefined);
  const untilMs = performance.now() + LEASE_MS;
  for (;;) {
    await fleet.end();
    const storage = await database.open();
    const trail = await judgeTrail(storage);
    await storage.close();
    if (trail.waiting === 0 || performance.now() > untilMs) return trail;
    await fleet.startAgain();
    await after(LOOK_AGAIN_MS);
  }
}
