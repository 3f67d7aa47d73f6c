import { markdownTable } from '../../../scripts/documents/markdown-table.ts';
import type { Measured, Samples } from '../../measures/samples.ts';
import { figure } from '../plots/figure.ts';
import type { Report } from '../report.ts';
import { labelOf } from './server-tables.ts';
import { spreadOf } from '../statistics.ts';

/** What the memory was in each quarter of a soak; undefined where there was none. */
export function soakTable({ results }: Report): string | undefined {
  const measured = Object.entries(results.soak ?? {}) as [Measured, Samples][];
  if (measured.length === 0) return undefined;
  const rows = measured.map(([name, { residentMegabytes = [], p99Ms = [], refused = [] }]) => [
    labelOf(name),
    ...quarters(residentMegabytes).map((quarter) => figure(spreadOf(quarter).median)),
    figure(Math.max(...p99Ms)),
    figure(refused.reduce((sum, count) => sum + count, 0)),
  ]);
  const head = [
    'first quarter, resident MB',
    'second',
    'third',
    'last',
    'highest p99 ms',
    'not answered 200',
  ];
  return markdownTable(['Server', ...head], rows);
}

function quarters(values: readonly number[]): readonly (readonly number[])[] {
  const size = Math.ceil(values.length / 4);
  return [0, 1, 2, 3].map((quarter) => values.slice(quarter * size, (quarter + 1) * size));
}
