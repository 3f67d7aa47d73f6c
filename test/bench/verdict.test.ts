import { describe, expect, test } from '@jest/globals';
import type { Goal } from '../../bench/report/goals.ts';
import { GOALS } from '../../bench/report/goals.ts';
import { goalTable } from '../../bench/report/tables/goal-table.ts';
import type { Report } from '../../bench/report/report.ts';
import { verdictOn } from '../../bench/report/verdict.ts';

const EMPTY: Report = {
  startedAt: '2026-11-26T00:00:00.000Z',
  command: 'npm run bench',
  isShort: true,
  rounds: 3,
  seconds: 1,
  warmUpSeconds: 1,
  machine: {
    node: 'v24.0.0',
    cpu: 'a processor',
    cores: 2,
    kernel: 'Linux',
    memoryGigabytes: 8,
    isPinned: true,
    loadAtStart: 0,
  },
  results: {},
};

function goalOf(values: readonly number[], lines: Pick<Goal, 'better' | 'pass' | 'goal'>): Goal {
  return { measure: 'a measure', ...lines, valuesIn: () => values };
}

describe('the verdict on a measure of which less is better', () => {
  const lines = { better: 'less', pass: 0.5, goal: 0.3 } as const;

  test.each([
    [[0.2, 0.3, 0.9], 'goal'],
    [[0.2, 0.5, 0.9], 'pass'],
    [[0.2, 0.51, 0.9], 'miss'],
    [[], 'not measured'],
    [[0.2, Number.NaN, 0.2], 'miss'],
    [[Number.NaN], 'miss'],
  ])('is for the rounds %j: %s', (values, word) => {
    expect(verdictOn(goalOf(values, lines), EMPTY).word).toBe(word);
  });
});

test('of a measure of which more is better, more is better', () => {
  const lines = { better: 'more', pass: 0.8, goal: 0.95 } as const;
  expect([0.96, 0.8, 0.79].map((value) => verdictOn(goalOf([value], lines), EMPTY).word)).toEqual([
    'goal',
    'pass',
    'miss',
  ]);
});

test('a measure without a line to pass cannot reach its goal by passing', () => {
  expect(verdictOn(goalOf([3], { better: 'less', goal: 2 }), EMPTY).word).toBe('miss');
});

test('ratios are those of the rounds of both servers', () => {
  const results: Report['results'] = {
    'at-once': {
      stateless: { cpuMicroseconds64: [60, 80, 100] },
      'naive-express': { cpuMicroseconds64: [300, 400, 1000] },
    },
  };
  const [cpuGoal] = GOALS;
  expect(cpuGoal?.valuesIn({ ...EMPTY, results })).toEqual([0.2, 0.2, 0.1]);
});

test('the upstream’s own latency is no server’s', () => {
  const results: Report['results'] = {
    'at-once': {
      direct: { calmP50Ms: [1] },
      stateless: { calmP50Ms: [2] },
      'naive-express': { calmP50Ms: [5] },
    },
  };
  const added = GOALS.find(({ measure }) => measure.startsWith('added p50'));
  expect(added?.valuesIn({ ...EMPTY, results })).toEqual([0.25]);
});

test('memory that grows from round to round misses, whatever the first round took', () => {
  const growth = GOALS.find(({ measure }) => measure.includes('last round'))!;
  const wordOn = (peakMegabytes: number[]) =>
    verdictOn(growth, { ...EMPTY, results: { memory: { stateless: { peakMegabytes } } } }).word;
  expect(wordOn([100, 200, 205])).toBe('goal');
  expect(wordOn([100, 200, 300])).toBe('miss');
  expect(wordOn([100, 200])).toBe('not measured');
});

test('what was not measured has no figure', () => {
  expect(goalTable(EMPTY).match(/\| – \| not measured \|$/gm)).toHaveLength(GOALS.length);
});
