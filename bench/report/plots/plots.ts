import type { Measured, Samples, ScenarioName } from '../../measures/samples.ts';
import { barChart } from './bar-chart.ts';
import { figure } from './figure.ts';
import type { Report } from '../report.ts';
import { labelOf } from '../tables/server-tables.ts';
import { spreadOf } from '../statistics.ts';

interface Plot {
  readonly file: string;
  readonly title: string;
  readonly scenario: ScenarioName;
  readonly sample: string;
}

const PLOTS: readonly Plot[] = [
  {
    file: 'performance-cpu.svg',
    title: 'CPU µs a logout, 64 connections, upstream answering at once',
    scenario: 'at-once',
    sample: 'cpuMicroseconds64',
  },
  {
    file: 'performance-p99.svg',
    title: 'p99 in ms, 512 connections, upstream answering after 20 ms',
    scenario: 'after-20-ms',
    sample: 'p99Ms512',
  },
  {
    file: 'performance-start.svg',
    title: 'Start to first logout, ms',
    scenario: 'start',
    sample: 'firstLogoutMs',
  },
];

const BASELINES: readonly Measured[] = [
  'naive-express',
  'fastify-undici',
  'bare-http-undici',
  'nginx',
  'empty',
  'direct',
];

/** The plots of a report, as SVG, by the name of their file. */
export function plotsOf({ results }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PLOTS.flatMap(({ file, title, scenario, sample }) => {
      const measured = Object.entries(results[scenario] ?? {}) as [Measured, Samples][];
      const bars = measured.flatMap(([name, { [sample]: values }]) =>
        values === undefined
          ? []
          : [{ label: labelOf(name), spread: spreadOf(values), isOurs: !BASELINES.includes(name) }],
      );
      return bars.length === 0 ? [] : [[file, barChart(title, bars, figure)]];
    }),
  );
}
