import { expect, test } from '@jest/globals';
import { blackHole } from '../../support/faults/black-hole.ts';

test('F10, F17: while Cognito swallows every call, every logout is accepted, and afterwards all are delivered', async () => {
  const { statuses, logouts, lost } = await blackHole({
    warmUpSeconds: 1,
    seconds: 2,
    perSecond: 50,
    budgetPerSecond: 100,
  });
  expect(logouts).toBe(100);
  expect([...statuses]).toEqual([[202, logouts]]);
  expect(lost).toBe(0);
}, 120_000);
