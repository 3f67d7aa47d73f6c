import { addActiveKey } from '../../../src/storage/keys/add-active-key.ts';
import { eventually } from '../eventually.ts';
import type { Engine } from './databases.ts';
import { createFaultWorld, type FaultWorld } from './fault-world.ts';
import { createSignIn } from './load/sign-in.ts';
import { startLogoutLoad } from './load/logout-load.ts';
import { adminOrder, logoutEverywhere, provenLogout, unprovenLogout } from './load/ways-out.ts';
import { judgeTrail, type TrailVerdict } from './verdict.ts';

export interface KeyRotationsOptions {
  readonly engine: Engine;
  readonly instances: number;
  readonly rotations: number;
  /** How many logouts are acknowledged under each key. */
  readonly logoutsPerKey: number;
}

export interface KeyRotations {
  readonly acknowledged: number;
  /** Keys that stored logouts needed before Cognito could be reached. */
  readonly keysNeeded: number;
  /** Acknowledged logouts whose refresh token lives. */
  readonly lost: number;
  readonly trail: TrailVerdict;
  readonly exitCodes: readonly (number | null)[];
  readonly complaints: readonly string[];
}

const USERS = 8;
const PAUSE_MAX_MS = 50;
const ACKNOWLEDGED_MAX_MS = 60_000;
const DRAIN_MAX_MS = 300_000;

/**
 * The key that stored tokens are encrypted with is rotated again and again under load, while nothing can be delivered.
 * Then the processes are started anew, Cognito is well again, and everything is looked over.
 */
export async function keyRotations(options: KeyRotationsOptions): Promise<KeyRotations> {
  const world = await createFaultWorld(options.engine);
  try {
    return await runIn(world, options);
  } finally {
    await world.stop();
  }
}

async function runIn(world: FaultWorld, options: KeyRotationsOptions): Promise<KeyRotations> {
  const { fake, database, environment } = world;
  const fleet = await world.startFleet(options.instances);
  fake.failNext({ operation: '*', kind: 'internal-error', times: Infinity });
  const load = startLogoutLoad({
    urls: () => fleet.urls(),
    signIn: createSignIn(world),
    ways: [provenLogout, unprovenLogout, logoutEverywhere, adminOrder(world.adminKey)],
    users: USERS,
    pauseMaxMs: PAUSE_MAX_MS,
  });
  const someMore = (logouts: number) => {
    const until = load.acknowledged().length + logouts;
    return eventually(() => load.acknowledged().length >= until, ACKNOWLEDGED_MAX_MS);
  };
  await someMore(options.logoutsPerKey);
  for (let done = 0; done < options.rotations; done += 1) {
    await addActiveKey(environment['STORE_KEYS_FILE'] ?? '');
    await fleet.reload();
    await someMore(options.logoutsPerKey);
  }
  await load.stop();
  await fleet.end();
  const keysNeeded = await countKeys(world);

  await fleet.startAgain();
  fake.clearFaults();
  const isAlive = ({ refreshToken }: { readonly refreshToken: string }) =>
    fake.refreshTokenState(refreshToken) !== 'revoked';
  await eventually(() => !load.acknowledged().some(isAlive), DRAIN_MAX_MS).catch(() => undefined);
  await fleet.end();
  const storage = await database.open();
  const trail = await judgeTrail(storage);
  await storage.close();
  return {
    acknowledged: load.acknowledged().length,
    keysNeeded,
    lost: load.acknowledged().filter(isAlive).length,
    trail,
    exitCodes: fleet.exitCodes(),
    complaints: fleet.complaints(),
  };
}

async function countKeys({ database }: FaultWorld): Promise<number> {
  const storage = await database.open();
  const { intentsByKey } = await storage.store.stats();
  await storage.close();
  return Object.keys(intentsByKey).length;
}
