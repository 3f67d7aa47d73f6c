import { expect, test } from '@jest/globals';
import { createKnownUserPools } from '../../../src/guard/denylist/known-user-pools.ts';

test('of 300,000 user pools no two have a seed in common, so that no denial hits the same name in another pool', () => {
  const pools = createKnownUserPools();
  const known = Array.from({ length: 300_000 }, (_, index) => pools.get(`eu-west-1_${index}`));
  const seeds = known.flatMap(({ sessionSeed, userSeed, appClientSeed }) => [
    sessionSeed,
    userSeed,
    appClientSeed,
  ]);
  expect(new Set(seeds).size).toBe(900_000);
});
