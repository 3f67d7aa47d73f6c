/**
 * `npm run faults`: real service processes under faults, and what became of everything that they acknowledged.
 *
 * `npm run faults -- --scenario kills --engine postgres --instances 3 --kills 50 --logouts 10000`
 */
import { parseArgs } from 'node:util';
import type { Engine } from '../test/support/faults/databases.ts';
import { killedUnderLoad } from '../test/support/faults/killed-under-load.ts';

/** Rows of a table, and whether what was promised held. */
interface Report {
  readonly rows: readonly (readonly [what: string, figure: string | number])[];
  readonly holds: boolean;
}

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'kills' },
    engine: { type: 'string', default: 'sqlite' },
    instances: { type: 'string' },
    kills: { type: 'string', default: '50' },
    logouts: { type: 'string', default: '10000' },
    'server-kills': { type: 'string' },
  },
});

const DUPLICATES_MAX_SHARE = 0.02;

async function kills(): Promise<Report> {
  const engine = engineOf(values.engine);
  const isPostgres = engine === 'postgres';
  const result = await killedUnderLoad({
    engine,
    instances: Number(values.instances ?? (isPostgres ? 3 : 1)),
    kills: Number(values.kills),
    logouts: Number(values.logouts),
    serverKills: Number(values['server-kills'] ?? (isPostgres ? 5 : 0)),
  });
  const { trail } = result;
  const duplicatesShare = result.duplicates / result.carriedOut;
  const statuses = [...result.statuses].sort(([one], [other]) => one - other);
  return {
    rows: [
      ['SIGKILLs of a service process', result.kills],
      ['crashes of the database server', result.serverKills],
      ['outages of Cognito', result.outages],
      ['logouts acknowledged', result.acknowledged],
      ['answers (0: none)', statuses.map(([status, count]) => `${status}: ${count}`).join(', ')],
      ['acknowledged, and the token lives', result.lost],
      ['accepted, and not in the audit trail', result.unrecorded],
      ['intents stored', trail.accepted],
      ['of them without exactly one final event', trail.withoutOneFinal],
      ['audit chain', trail.chain.intact ? 'intact' : `broken at ${trail.chain.brokenAtSequence}`],
      ['revocations that Cognito carried out', result.carriedOut],
      ['of them duplicates', `${result.duplicates} (${(duplicatesShare * 100).toFixed(2)} %)`],
      ['load, in seconds', Math.round(result.loadSeconds)],
      ['drain after it, in seconds', Math.round(result.drainSeconds)],
      ['crashes of the service', result.complaints.length],
    ],
    holds:
      result.lost === 0 &&
      result.unrecorded === 0 &&
      trail.withoutOneFinal === 0 &&
      trail.chain.intact &&
      duplicatesShare <= DUPLICATES_MAX_SHARE &&
      result.complaints.length === 0 &&
      result.exitCodes.every((code) => code === 0),
  };
}

function engineOf(name: string): Engine {
  if (name === 'sqlite' || name === 'postgres') return name;
  throw new Error(`--engine is sqlite or postgres, not ${name}`);
}

const SCENARIOS: ReadonlyMap<string, () => Promise<Report>> = new Map([['kills', kills]]);

const scenario = SCENARIOS.get(values.scenario);
if (scenario === undefined) throw new Error(`--scenario is one of ${[...SCENARIOS.keys()].join(', ')}`);
const { rows, holds } = await scenario();
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, figure] of rows) console.log(`${what.padEnd(width)}  ${figure}`);
console.log(holds ? 'holds' : 'DOES NOT HOLD');
process.exitCode = holds ? 0 : 1;
