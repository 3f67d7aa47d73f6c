import type { ParkedFilter } from '../../revocation/ports/revocation-store.ts';
import type { MemoryIntent, MemoryState } from './memory-state.ts';

/** The parked intents that match, oldest first. */
export function parkedIntents(state: MemoryState, filter: ParkedFilter): readonly MemoryIntent[] {
  return state.pending
    .values()
    .filter(
      ({ parkedCause, userPoolId, clientId, receiptId }) =>
        parkedCause !== undefined &&
        (filter.cause ?? parkedCause) === parkedCause &&
        (filter.userPoolId ?? userPoolId) === userPoolId &&
        (filter.receiptId ?? receiptId) === receiptId &&
        (filter.clientId === undefined || filter.clientId === clientId),
    );
}
