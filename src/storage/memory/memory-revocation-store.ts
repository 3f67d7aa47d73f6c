import type { RevocationStore } from '../../revocation/ports/revocation-store.ts';

/** The stateless engine behind `DATABASE_URL=memory:`. It keeps nothing, and says so. */
export function createMemoryRevocationStore(): RevocationStore {
  return {
    durability: 'none',
    accept: () => Promise.resolve(),
    settle: () => Promise.resolve(),
    canAccept: () => Promise.resolve(true),
  };
}
