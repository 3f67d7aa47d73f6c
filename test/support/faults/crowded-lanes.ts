import { createRefreshToken } from '../../../src/fake-cognito/pool/refresh-token.ts';
import { hashToken } from '../../../src/fake-cognito/hash-token.ts';
import { eventually } from '../eventually.ts';
import { tokenIntent } from '../storage/intents.ts';
import type { FaultDatabase } from './databases.ts';
import { createFaultWorld, type FaultWorld } from './fault-world.ts';
import { logout } from './load/logout-load.ts';
import { mostInASecond } from './most-in-a-second.ts';
import { openLoop } from './load/open-loop.ts';

export interface CrowdedLanesOptions {
  readonly instances: number;
  /** Orders that wait in the lane of bulk orders before the first user comes. */
  readonly bulk: number;
  /** How long users log out before they count: so long the instances have been running. */
  readonly warmUpSeconds: number;
  readonly users: number;
  readonly usersPerSecond: number;
  /** How many calls per second may go to Cognito. */
  readonly budgetPerSecond: number;
}

export interface CrowdedLanes {
  readonly statuses: readonly number[];
  /** From each user's request to the arrival of their call at Cognito. */
  readonly delaysMs: readonly number[];
  readonly calls: number;
  readonly busiestSecond: number;
  /** Bulk orders that were still waiting when the last user was served. */
  readonly bulkLeft: number;
}

const AT_ONCE = 500;
const BULK_SEEN = 20;
const SERVED_MAX_MS = 120_000;

/** Users log out at several instances on one PostgreSQL database, in which a long line of bulk orders waits. */
export async function crowdedLanes(options: CrowdedLanesOptions): Promise<CrowdedLanes> {
  const world = await createFaultWorld('postgres');
  try {
    return await runIn(world, options);
  } finally {
    await world.stop();
  }
}

async function runIn(world: FaultWorld, options: CrowdedLanesOptions): Promise<CrowdedLanes> {
  const { fake, clientId, database } = world;
  const userPoolId = world.environment['COGNITO_USER_POOL_ID'] ?? '';
  await storeBulk(database, options.bulk, { clientId, userPoolId });
  // Before anything is measured: so many sign-ins hold the fake Cognito up, which is in this process.
  const signIns = (count: number) => Array.from({ length: count }, () => world.signIn());
  const before = signIns(options.warmUpSeconds * options.usersPerSecond);
  const sessions = signIns(options.users);
  const fleet = await world.startFleet(options.instances, {
    COGNITO_REVOKE_QUOTA_PER_SECOND: String(options.budgetPerSecond),
  });
  const revocations = () => fake.calls().filter(({ operation }) => operation === 'RevokeToken');
  await eventually(() => revocations().length >= BULK_SEEN, SERVED_MAX_MS);

  const sentAtMs = new Map<string, number>();
  const urls = fleet.urls();
  const logOut = async ({ refreshToken, accessToken }: (typeof sessions)[number]) => {
    const url = urls[sentAtMs.size % urls.length] ?? '';
    sentAtMs.set(hashToken(refreshToken), Date.now());
    return (await logout(url, { refreshToken, accessToken, clientId })).status;
  };
  await openLoop(before, options.usersPerSecond, logOut);
  sentAtMs.clear();
  const sinceMs = Date.now();
  const statuses = await openLoop(sessions, options.usersPerSecond, logOut);
  await eventually(
    () => sessions.every(({ refreshToken }) => fake.refreshTokenState(refreshToken) === 'revoked'),
    SERVED_MAX_MS,
  );
  const all = revocations();
  const calls = all.filter(({ atMs }) => atMs >= sinceMs);
  const arrivals = new Map(calls.map(({ tokenHash, atMs }) => [tokenHash, atMs]));
  return {
    statuses,
    delaysMs: [...sentAtMs].map(([hash, sentMs]) => (arrivals.get(hash) ?? Infinity) - sentMs),
    calls: calls.length,
    busiestSecond: mostInASecond(calls.map(({ atMs }) => atMs)),
    bulkLeft:
      options.bulk + before.length + sessions.length - new Set(all.map(({ tokenHash }) => tokenHash)).size,
  };
}

/** Stores orders that are due for anybody. */
export async function storeBulk(
  database: FaultDatabase,
  count: number,
  { clientId, userPoolId }: { readonly clientId: string; readonly userPoolId: string },
): Promise<void> {
  const storage = await database.open();
  const accept = () => {
    const token = createRefreshToken({ rotated: false });
    const changes = { lane: 'bulk', leaseMs: 0, token, clientId, userPoolId } as const;
    return storage.store.accept(tokenIntent(Date.now(), changes));
  };
  for (let stored = 0; stored < count; stored += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - stored) }, accept));
  }
  await storage.close();
}
