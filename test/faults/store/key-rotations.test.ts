import { expect, test } from '@jest/globals';
import { keyRotations } from '../../support/faults/key-rotations.ts';

test('F46: ten rotations of the key at a service under load, while Cognito fails: nothing is lost, and all can be decrypted after a new start', async () => {
  const result = await keyRotations({ engine: 'sqlite', instances: 1, rotations: 10, logoutsPerKey: 5 });

  expect(result.acknowledged).toBeGreaterThanOrEqual(55);
  expect(result.keysNeeded).toBe(11);
  expect(result.lost).toBe(0);
  expect(result.trail).toMatchObject({ waiting: 0, withoutOneFinal: 0, chain: { intact: true } });
  expect(result.complaints).toEqual([]);
  expect(new Set(result.exitCodes)).toEqual(new Set([0]));
}, 120_000);
