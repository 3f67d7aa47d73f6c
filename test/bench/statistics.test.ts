import { describe, expect, test } from '@jest/globals';
import { ratios, spreadOf } from '../../bench/report/statistics.ts';

describe('the spread of what was measured', () => {
  test('has the middle of an odd number of rounds as its median', () => {
    expect(spreadOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 });
  });

  test('has the mean of the middle two of an even number of rounds as its median', () => {
    expect(spreadOf([8, 1, 2, 4])).toEqual({ median: 3, min: 1, max: 8 });
  });

  test('is no number where nothing was measured', () => {
    expect(spreadOf([])).toEqual({ median: Number.NaN, min: Number.NaN, max: Number.NaN });
  });
});

test('ratios are taken within each round', () => {
  expect(ratios([2, 9, 4], [1, 3, 8])).toEqual([2, 3, 0.5]);
});
