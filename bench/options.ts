import { parseArgs } from 'node:util';
import { CONTESTANTS, type ContestantName } from './servers/contestants.ts';
import type { ScenarioName } from './measures/samples.ts';

export interface BenchOptions {
  readonly isShort: boolean;
  readonly rounds: number;
  /** How long each measurement takes. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly scenarios: readonly (ScenarioName | 'guard')[];
  readonly servers: readonly ContestantName[];
  readonly soakMinutes: number;
  /** Whether `dist/` is measured as it is, instead of built anew. */
  readonly isBuilt: boolean;
  /** Whether the results go to standard output, as JSON, and nowhere else. */
  readonly printsJson: boolean;
}

const SCENARIOS = [
  'at-once',
  'after-20-ms',
  'in-flight',
  'overload',
  'overload-own-connections',
  'start',
  'memory',
  'guard',
] as const;
const SHORT_SCENARIOS = ['at-once', 'after-20-ms', 'in-flight', 'overload', 'start'] as const;
const SHORT_SERVERS: readonly ContestantName[] = [
  'naive-express',
  'fastify-undici',
  'bare-http-undici',
  'stateless',
  'sqlite',
  'empty',
];

/**
 * Reads the command line of `npm run bench`.
 *
 * @throws Error that says what is wrong
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: args as string[],
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      only: { type: 'string' },
      scenario: { type: 'string' },
      soak: { type: 'string', default: '0' },
      built: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { short: isShort } = values;
  const soakMinutes = Number(values.soak);
  const defaults = isShort
    ? { rounds: '1', seconds: '1', warmUp: '2', scenarios: SHORT_SCENARIOS, servers: SHORT_SERVERS }
    : {
        rounds: '5',
        seconds: '4',
        warmUp: '8',
        scenarios: soakMinutes > 0 ? [] : SCENARIOS,
        servers: Object.keys(CONTESTANTS),
      };
  return {
    isShort,
    rounds: Number(values.rounds ?? defaults.rounds),
    seconds: Number(values.seconds ?? defaults.seconds),
    warmUpSeconds: Number(values['warm-up'] ?? defaults.warmUp),
    scenarios: chosen(values.scenario, defaults.scenarios, SCENARIOS),
    servers: chosen(values.only, defaults.servers as ContestantName[], Object.keys(CONTESTANTS)),
    soakMinutes,
    isBuilt: values.built,
    printsJson: values.json,
  };
}

function chosen<Name extends string>(
  asked: string | undefined,
  usual: readonly Name[],
  known: readonly string[],
): readonly Name[] {
  if (asked === undefined) return usual;
  const names = asked.split(',');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names as Name[];
}

/** Whether all of what there is was measured, so that the report may take the place of an earlier one. */
export function isWhole({ isShort, scenarios, servers, soakMinutes }: BenchOptions): boolean {
  const usual = soakMinutes > 0 ? [] : isShort ? SHORT_SCENARIOS : SCENARIOS;
  const usualServers = isShort ? SHORT_SERVERS : Object.keys(CONTESTANTS);
  return scenarios.length === usual.length && servers.length === usualServers.length;
}
