import { inTime } from '../../scheduling/in-time.ts';
import type { RevocationStore } from '../ports/revocation-store.ts';

/**
 * Makes `inTime` for what a store answers: one that keeps nothing has its answers in this process, and needs no time to be
 * watched.
 */
export function storeInTime({ durability }: Pick<RevocationStore, 'durability'>): typeof inTime {
  return durability === 'none' ? (promise) => Promise.resolve(promise) : inTime;
}
