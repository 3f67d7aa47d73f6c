import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { GOALS } from '../../bench/report/goals.ts';
import type { Report } from '../../bench/report/report.ts';
import { describeWithProgram } from '../support/programs/programs.ts';

const run = promisify(execFile);

describeWithProgram('wrk', 'npm run bench', () => {
  test('measures servers in front of an upstream that counts', async () => {
    const { stdout } = await run(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      'bench/bench.ts',
      '--built',
      '--json',
      '--rounds=1',
      '--seconds=1',
      '--warm-up=1',
      '--only=bare-http-undici,empty',
      '--scenario=at-once,start',
    ]);
    const { results } = JSON.parse(stdout) as Report;
    const samples = results['at-once']?.['bare-http-undici'];
    expect(samples).toMatchObject({ miscounted64: [0], miscounted512: [0], calmRefused: [0] });
    for (const name of ['perSecond64', 'cpuMicroseconds64', 'p99Ms512', 'calmP999Ms', 'idleMegabytes']) {
      expect(samples?.[name]).toEqual([expect.any(Number)]);
      expect(samples?.[name]?.[0]).toBeGreaterThan(0);
    }
    expect(results.start?.empty?.['firstLogoutMs']).toHaveLength(3);
  });

  test.each([
    [['--only=nobody'], 'there is no nobody; there are naive-express'],
    [['--scenario=never'], 'there is no never; there are at-once'],
  ])('with %j says what there is', async (args, problem) => {
    await expect(run(process.execPath, ['bench/bench.ts', ...args])).rejects.toThrow(problem);
  });
});

test('every measure has a name of its own', () => {
  expect(new Set(GOALS.map(({ measure }) => measure)).size).toBe(GOALS.length);
});
