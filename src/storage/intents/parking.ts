import type { Clock } from '../../revocation/ports/clock.ts';
import type { RevocationStore } from '../../revocation/ports/revocation-store.ts';
import type { StorageEngine } from '../engine/engine.ts';
import { outOfReach } from '../engine/not-durable.ts';
import type { Operations } from '../engine/operations.ts';

const UNPARK_AT_ONCE = 1000;

/** What becomes of intents that wait for an operator, by somebody's order. */
export function createParking({
  engine,
  clock,
}: {
  readonly engine: StorageEngine;
  readonly clock: Clock;
}): Pick<RevocationStore, 'unpark' | 'dropParked'> {
  return {
    async unpark(filter) {
      let unparked = 0;
      for (let after: number | null = 0; after !== null;) {
        const some: Operations['unpark']['out'] = await engine
          .run('unpark', { filter, max: UNPARK_AT_ONCE, after, nowMs: clock.nowMs() })
          .catch(outOfReach);
        unparked += some.unparked;
        after = some.next;
      }
      return unparked;
    },
    dropParked: (filter, max, by) =>
      engine
        .run('dropParked', { filter, max, outcome: { kind: 'abandoned', by }, nowMs: clock.nowMs() })
        .catch(outOfReach),
  };
}
