import type { ContestantName } from '../servers/contestants.ts';

export type ScenarioName =
  | 'at-once'
  | 'after-20-ms'
  | 'in-flight'
  | 'overload'
  | 'overload-own-connections'
  | 'start'
  | 'memory'
  | 'soak';

/** `direct` is the upstream, asked without a server between. */
export type Measured = ContestantName | 'direct';

/** What was measured, by its name: one value for each round. */
export type Samples = Record<string, number[]>;

/** Everything that was measured of servers. */
export type Results = Partial<Record<ScenarioName, Partial<Record<Measured, Samples>>>>;

export function addSample(
  results: Results,
  scenario: ScenarioName,
  measured: Measured,
  values: Readonly<Record<string, number>>,
): void {
  const samples = ((results[scenario] ??= {})[measured] ??= {});
  for (const [name, value] of Object.entries(values)) {
    (samples[name] ??= []).push(Number(value.toPrecision(6)));
  }
}
