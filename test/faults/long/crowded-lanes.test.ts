import { expect, test } from '@jest/globals';
import { crowdedLanes } from '../../support/faults/crowded-lanes.ts';

test('F07, T43: at three instances that share one budget, users overtake a line of bulk orders', async () => {
  const { delaysMs, bulkLeft } = await crowdedLanes({
    instances: 3,
    bulk: 2000,
    warmUpSeconds: 1,
    users: 20,
    usersPerSecond: 10,
    budgetPerSecond: 36,
  });
  expect(delaysMs.every(Number.isFinite)).toBe(true);
  expect(bulkLeft).toBeGreaterThan(0);
}, 120_000);
