import { LANES } from '../../revocation/intents/intent.ts';
import type { LaneStats, ParkedStats } from '../../revocation/ports/revocation-store.ts';
import type { Operations } from '../engine/operations.ts';
import type { MemoryIntent, MemoryState } from './memory-state.ts';

export function createMemoryStats({ pending }: MemoryState) {
  return {
    stats(): Operations['stats']['out'] {
      const intents = pending.values();
      return {
        lanes: LANES.map((lane) => laneStats(intents, lane)),
        parked: parkedStats(intents),
        intentsByKey: {},
      };
    },
  };
}

function laneStats(intents: readonly MemoryIntent[], lane: LaneStats['lane']): LaneStats {
  const inLane = intents.filter((intent) => intent.lane === lane);
  return {
    lane,
    intents: inLane.length,
    bytes: inLane.reduce((sum, { order }) => sum + order.bytes, 0),
    oldestAcceptedAtMs:
      inLane.length === 0 ? undefined : Math.min(...inLane.map(({ acceptedAtMs }) => acceptedAtMs)),
  };
}

function parkedStats(intents: readonly MemoryIntent[]): readonly ParkedStats[] {
  const groups = new Map<string, ParkedStats>();
  for (const { parkedCause, userPoolId, clientId } of intents) {
    if (parkedCause === undefined) continue;
    const key = JSON.stringify([userPoolId, clientId, parkedCause]);
    const before = groups.get(key)?.intents ?? 0;
    groups.set(key, { userPoolId, clientId: clientId ?? undefined, cause: parkedCause, intents: before + 1 });
  }
  return [...groups.values()];
}
