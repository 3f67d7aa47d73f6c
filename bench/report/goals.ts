import type { Measured, ScenarioName } from '../measures/samples.ts';
import type { Report } from './report.ts';
import { ratios } from './statistics.ts';

/** A line that this service holds itself to. */
export interface Goal {
  readonly measure: string;
  readonly better: 'less' | 'more';
  /** Without it there is nothing to fail. */
  readonly pass?: number;
  readonly goal?: number;
  /** One value for each round; none where it was not measured. */
  readonly valuesIn: (report: Report) => readonly number[];
}

/** Where a figure is in a report. */
type Place = readonly [scenario: ScenarioName, measured: Measured, sample: string];

const samplesIn = ({ results }: Report, [scenario, measured, sample]: Place): readonly number[] =>
  results[scenario]?.[measured]?.[sample] ?? [];

const valueOf =
  (...place: Place) =>
  (report: Report) =>
    samplesIn(report, place);

const ratioOf = (place: Place, by: Place) => (report: Report) =>
  ratios(samplesIn(report, place), samplesIn(report, by));

const CPU = 'cpuMicroseconds64';
const stateless: Place = ['at-once', 'stateless', CPU];

/** What the upstream takes without a server between is not the server's. */
function addedLatency(report: Report): readonly number[] {
  const direct = samplesIn(report, ['at-once', 'direct', 'calmP50Ms']);
  const addedBy = (measured: Measured) =>
    samplesIn(report, ['at-once', measured, 'calmP50Ms']).map(
      (ms, round) => ms - (direct[round] ?? Number.NaN),
    );
  return ratios(addedBy('stateless'), addedBy('naive-express'));
}

/** A peak that does not rise has been given back in between. In the first round pools and caches are still empty. */
function growth(report: Report): readonly number[] {
  const [, second, ...later] = samplesIn(report, ['memory', 'stateless', 'peakMegabytes']);
  const last = later.at(-1);
  return second === undefined || last === undefined ? [] : [last / second];
}

const biggestDenylist = ({ guard }: Report) => guard?.checks.filter(({ entries }) => entries === 1e7) ?? [];

export const GOALS: readonly Goal[] = [
  {
    measure: 'CPU per logout, stateless ÷ naive',
    better: 'less',
    pass: 0.25,
    goal: 0.18,
    valuesIn: ratioOf(stateless, ['at-once', 'naive-express', CPU]),
  },
  {
    measure: 'CPU per logout, stateless ÷ bare node:http and undici',
    better: 'less',
    pass: 2,
    goal: 1.2,
    valuesIn: ratioOf(stateless, ['at-once', 'bare-http-undici', CPU]),
  },
  {
    measure: 'CPU per logout, stateless ÷ fastify and undici',
    better: 'less',
    pass: 1,
    goal: 0.67,
    valuesIn: ratioOf(stateless, ['at-once', 'fastify-undici', CPU]),
  },
  {
    measure: 'CPU per logout, SQLite ÷ naive',
    better: 'less',
    pass: 0.6,
    goal: 0.4,
    valuesIn: ratioOf(['at-once', 'sqlite', CPU], ['at-once', 'naive-express', CPU]),
  },
  {
    measure: 'p99 at 512 connections, upstream 20 ms, stateless ÷ naive',
    better: 'less',
    pass: 0.3,
    goal: 0.2,
    valuesIn: ratioOf(['after-20-ms', 'stateless', 'p99Ms512'], ['after-20-ms', 'naive-express', 'p99Ms512']),
  },
  {
    measure: 'added p50 at 200/s, stateless ÷ naive',
    better: 'less',
    pass: 0.5,
    goal: 0.3,
    valuesIn: addedLatency,
  },
  {
    measure: '1,000 in flight at 500 ms: logouts a second ÷ ideal',
    better: 'more',
    pass: 0.85,
    goal: 0.95,
    valuesIn: valueOf('in-flight', 'stateless', 'partOfIdeal'),
  },
  {
    measure: 'twice the capacity offered over kept connections: goodput ÷ capacity',
    better: 'more',
    pass: 0.8,
    goal: 0.95,
    valuesIn: valueOf('overload', 'stateless', 'goodput'),
  },
  {
    measure: 'twice the capacity offered over kept connections: accepted p99 ÷ upstream latency',
    better: 'less',
    pass: 10,
    goal: 4,
    valuesIn: valueOf('overload', 'stateless', 'acceptedP99PerDelay'),
  },
  {
    measure: 'CPU per logout, 512 ÷ 64 connections',
    better: 'less',
    pass: 1.6,
    goal: 1.2,
    valuesIn: ratioOf(['at-once', 'stateless', 'cpuMicroseconds512'], stateless),
  },
  {
    measure: 'start to first logout, stateless ÷ naive',
    better: 'less',
    pass: 0.6,
    goal: 0.45,
    valuesIn: ratioOf(['start', 'stateless', 'firstLogoutMs'], ['start', 'naive-express', 'firstLogoutMs']),
  },
  {
    measure: 'start to first logout, stateless ÷ empty server',
    better: 'less',
    goal: 2,
    valuesIn: ratioOf(['start', 'stateless', 'firstLogoutMs'], ['start', 'empty', 'firstLogoutMs']),
  },
  {
    measure: 'RSS loaded by 512 connections, stateless ÷ naive',
    better: 'less',
    pass: 1,
    valuesIn: ratioOf(
      ['at-once', 'stateless', 'residentMegabytes512'],
      ['at-once', 'naive-express', 'residentMegabytes512'],
    ),
  },
  {
    measure: '9,900 in flight: peak RSS, stateless ÷ naive',
    better: 'less',
    pass: 1,
    valuesIn: ratioOf(['memory', 'stateless', 'peakMegabytes'], ['memory', 'naive-express', 'peakMegabytes']),
  },
  {
    measure: '9,900 in flight: peak RSS of the last round ÷ that of the second, stateless',
    better: 'less',
    pass: 1.1,
    valuesIn: growth,
  },
  {
    measure: 'guard: JWT verification ÷ check, 10,000,000 entries',
    better: 'more',
    pass: 90,
    goal: 300,
    valuesIn: (report) =>
      biggestDenylist(report).map(({ nanoseconds }) => nanoseconds['aws-jwt-verify'] / nanoseconds.deny),
  },
  {
    measure: 'guard: bytes an entry, 10,000,000 entries',
    better: 'less',
    pass: 32,
    goal: 20,
    valuesIn: (report) => biggestDenylist(report).map(({ memoryPerEntry }) => memoryPerEntry),
  },
  {
    measure: 'last of 100 guards refuses after the answer of the logout, p99, ms',
    better: 'less',
    pass: 1000,
    goal: 50,
    valuesIn: ({ guard }) =>
      guard?.propagation
        .filter(({ instances, guards }) => instances === 1 && guards === 100)
        .map(({ p99 }) => p99) ?? [],
  },
];
