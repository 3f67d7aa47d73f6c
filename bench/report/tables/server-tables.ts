import { markdownTable } from '../../../scripts/documents/markdown-table.ts';
import type { Measured, Samples, ScenarioName } from '../../measures/samples.ts';
import { CONTESTANTS } from '../../servers/contestants.ts';
import { spreadFigure } from '../plots/figure.ts';
import type { Report } from '../report.ts';
import { ratios, spreadOf } from '../statistics.ts';

/** A column of a table: what is over it, and which samples it shows, one behind the other. */
type Column = readonly [head: string, ...samples: readonly string[]];

interface ServerTable {
  readonly scenario: ScenarioName;
  readonly columns: readonly Column[];
  /** Of which sample the ratio to naive's is shown as well, pair by pair. */
  readonly ratioOf?: string;
}

const OVERLOAD_COLUMNS: readonly Column[] = [
  ['capacity, logouts/s', 'capacityPerSecond'],
  ['goodput ÷ capacity', 'goodput'],
  ['accepted p50; p99 ms', 'acceptedP50Ms', 'acceptedP99Ms'],
  ['p99 after the first second', 'acceptedLaterP99Ms'],
  ['refused p99 ms', 'refusedP99Ms'],
  ['part refused', 'partRefused'],
  ['part without an answer', 'partBroken'],
];

export const SERVER_TABLES = {
  cost: {
    scenario: 'at-once',
    columns: [
      ['CPU µs a logout, 64 connections', 'cpuMicroseconds64'],
      ['512 connections', 'cpuMicroseconds512'],
      ['logouts/s, 64 connections', 'perSecond64'],
      ['512 connections', 'perSecond512'],
    ],
    ratioOf: 'cpuMicroseconds64',
  },
  latency: {
    scenario: 'at-once',
    columns: [
      ['p50, 200 a second', 'calmP50Ms'],
      ['p99, 200 a second', 'calmP99Ms'],
      ['p99.9, 200 a second', 'calmP999Ms'],
      ['p50; p99, 64 connections', 'p50Ms64', 'p99Ms64'],
      ['p50; p99, 512 connections', 'p50Ms512', 'p99Ms512'],
    ],
  },
  resident: {
    scenario: 'at-once',
    columns: [
      ['idle', 'idleMegabytes'],
      ['64 connections', 'residentMegabytes64'],
      ['512 connections', 'residentMegabytes512'],
    ],
    ratioOf: 'residentMegabytes512',
  },
  distant: {
    scenario: 'after-20-ms',
    columns: [
      ['logouts/s, 64 connections', 'perSecond64'],
      ['512 connections', 'perSecond512'],
      ['p50; p99 ms, 64 connections', 'p50Ms64', 'p99Ms64'],
      ['p50; p99 ms, 512 connections', 'p50Ms512', 'p99Ms512'],
      ['CPU µs a logout, 512 connections', 'cpuMicroseconds512'],
    ],
    ratioOf: 'p99Ms512',
  },
  inFlight: {
    scenario: 'in-flight',
    columns: [
      ['logouts/s', 'perSecond'],
      ['÷ 2,000', 'partOfIdeal'],
      ['p99 ms', 'p99Ms'],
      ['not answered with 200', 'refused'],
    ],
  },
  overload: { scenario: 'overload', columns: OVERLOAD_COLUMNS },
  overloadOwnConnections: { scenario: 'overload-own-connections', columns: OVERLOAD_COLUMNS },
  start: {
    scenario: 'start',
    columns: [['start to first logout, ms', 'firstLogoutMs']],
    ratioOf: 'firstLogoutMs',
  },
  memory: {
    scenario: 'memory',
    columns: [
      ['idle', 'idleMegabytes'],
      ['peak', 'peakMegabytes'],
      ['5 s later', 'restedMegabytes'],
      ['answered 200; 202; otherwise', 'accepted', 'durable', 'refused'],
    ],
  },
} satisfies Record<string, ServerTable>;

/** A table of one line for each server; undefined where nothing was measured. */
export function serverTable(
  { results }: Report,
  { scenario, columns, ratioOf }: ServerTable,
): string | undefined {
  const measured = Object.entries(results[scenario] ?? {}) as [Measured, Samples][];
  if (measured.length === 0) return undefined;
  const naive = results[scenario]?.['naive-express']?.[ratioOf ?? ''];
  const ratioColumn = ratioOf !== undefined && naive !== undefined ? ['÷ naive'] : [];
  const rows = measured.map(([name, samples]) => [
    labelOf(name),
    ...columns.map(([, ...names]) => names.map((sample) => cell(samples[sample])).join('; ')),
    ...ratioColumn.map(() => cell(ratios(samples[ratioOf ?? ''] ?? [], naive ?? []))),
  ]);
  return markdownTable(['Server', ...columns.map(([head]) => head), ...ratioColumn], rows);
}

export function labelOf(name: Measured): string {
  return name === 'direct' ? 'the upstream itself' : CONTESTANTS[name].label;
}

function cell(values: readonly number[] | undefined): string {
  return values === undefined || values.length === 0 ? '–' : spreadFigure(spreadOf(values));
}
