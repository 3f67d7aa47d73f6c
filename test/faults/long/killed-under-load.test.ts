import { describe, expect, test } from '@jest/globals';
import { killedUnderLoad } from '../../support/faults/killed-under-load.ts';
import type { Engine } from '../../support/faults/databases.ts';

const KILLS = 2;
const LOGOUTS = 100;

const RUNS: readonly { engine: Engine; instances: number; serverKills: number }[] = [
  { engine: 'sqlite', instances: 1, serverKills: 0 },
  { engine: 'postgres', instances: 3, serverKills: 1 },
];

describe.each(RUNS)('F12, F37: service processes on $engine, killed $instances-fold', (run) => {
  test(`over ${KILLS} SIGKILLs with Cognito failing half of the time, no acknowledged logout of ${LOGOUTS} is lost`, async () => {
    const result = await killedUnderLoad({ ...run, kills: KILLS, logouts: LOGOUTS });

    expect(result.acknowledged).toBeGreaterThanOrEqual(LOGOUTS);
    expect(result.lost).toBe(0);
    expect(result.unrecorded).toBe(0);
    expect(result.trail).toMatchObject({ waiting: 0, withoutOneFinal: 0, chain: { intact: true } });
    expect(result.complaints).toEqual([]);
    expect(new Set(result.exitCodes)).toEqual(new Set([0]));
  }, 240_000);
});
