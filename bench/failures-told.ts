import type { StorageEvents } from '../src/storage/storage-events.ts';

/** Of a store that is measured, what means that it was measured in vain. */
export const failuresTold: StorageEvents = {
  keyRingMade: () => undefined,
  unreadable: () => undefined,
  forgedDenial: () => undefined,
  keyRingRefused: () => undefined,
  failed: ({ cause }) => console.error(cause),
  recovered: () => undefined,
  broken: ({ cause }) => console.error(cause),
};
