import type { NewAppClient, SeededAppClient } from './seeded-app-client.ts';
import type { NewSeededUser, NewSeededUserPool, SeededUser, SeededUserPool, Seeding } from './seeding.ts';

/** A pool with everything in it, as a seed file (JSON) writes it. */
export interface SeedPool extends NewSeededUserPool {
  readonly clients: readonly Omit<NewAppClient, 'userPoolId'>[];
  readonly users: readonly Omit<NewSeededUser, 'userPoolId'>[];
}

export interface Seed {
  readonly pools: readonly SeedPool[];
}

export interface SeededPool extends SeededUserPool {
  readonly clients: readonly SeededAppClient[];
  readonly users: readonly SeededUser[];
}

/** Creates everything that a seed names. */
export async function applySeed(fake: Seeding, { pools }: Seed): Promise<readonly SeededPool[]> {
  const seeded: SeededPool[] = [];
  for (const { clients, users, ...newPool } of pools) {
    const pool = await fake.createUserPool(newPool);
    const userPoolId = pool.id;
    seeded.push({
      ...pool,
      clients: clients.map((client) => fake.createAppClient({ ...client, userPoolId })),
      users: users.map((user) => fake.createUser({ ...user, userPoolId })),
    });
  }
  return seeded;
}
