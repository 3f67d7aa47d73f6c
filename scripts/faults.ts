/**
 * `npm run faults`: real service processes under faults, and what became of everything that they accepted. Prints a
 * table of figures, and fails when a promise did not hold. `docs/faults.md` has what it gave.
 *
 * `npm run faults -- --scenario kills --engine postgres --instances 3 --kills 50 --logouts 10000`
 */
import { parseArgs } from 'node:util';
import { bigStart } from './faults/big-start.ts';
import { blackHole } from './faults/black-hole.ts';
import { correctedSecret } from './faults/corrected-secret.ts';
import { crowdedLanes } from './faults/crowded-lanes.ts';
import { keyRotations } from './faults/key-rotations.ts';
import { kills } from './faults/kills.ts';
import { powerCuts } from './faults/power-cuts.ts';
import type { Flags, Report } from './faults/report.ts';

const SCENARIOS: ReadonlyMap<string, (flags: Flags) => Promise<Report>> = new Map([
  ['kills', kills],
  ['power-cuts', powerCuts],
  ['black-hole', blackHole],
  ['crowded-lanes', crowdedLanes],
  ['corrected-secret', correctedSecret],
  ['key-rotations', keyRotations],
  ['big-start', bigStart],
]);

const FLAGS = [
  'engine',
  'instances',
  'kills',
  'server-kills',
  'logouts',
  'cuts',
  'seconds',
  'rate',
  'budget',
  'climate',
  'intents',
  'rotations',
];

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'kills' },
    ...Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'string' as const }])),
  },
});
const { scenario = 'kills', ...flags } = values as Flags;
const run = SCENARIOS.get(scenario);
if (run === undefined) throw new Error(`--scenario is one of ${[...SCENARIOS.keys()].join(', ')}`);
const { rows, holds } = await run(flags);
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, figure] of rows) console.log(`${what.padEnd(width)}  ${figure}`);
console.log(holds ? 'holds' : 'DOES NOT HOLD');
// Not `process.exitCode`: the embedded PostgreSQL has a hook that ends the process with 0 when nothing is left to do.
process.once('exit', () => {
  process.exitCode = holds ? 0 : 1;
});
