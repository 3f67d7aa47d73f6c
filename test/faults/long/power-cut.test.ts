import { expect, test } from '@jest/globals';
import { reasonAgainstLoopDisks } from '../../support/faults/loop-disk.ts';
import { cutPower } from '../../support/faults/power-cut.ts';
import { describeWhere } from '../../support/programs/programs.ts';

describeWhere(reasonAgainstLoopDisks(), 'F38: a disk that is cut off in mid-write', () => {
  test('has all that was acknowledged, opens again, and its audit trail is whole', async () => {
    const { acknowledged, lost, unusable } = await cutPower(2, 'durable');
    expect(acknowledged).toBeGreaterThan(100);
    expect({ lost, unusable }).toEqual({ lost: 0, unusable: 0 });
  }, 120_000);

  test('would be noticed to lose something: it does where nothing is synced', async () => {
    const { lost } = await cutPower(1, 'lossy');
    expect(lost).toBeGreaterThan(0);
  }, 120_000);
});
