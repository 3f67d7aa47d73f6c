/**
 * What a check of the guard costs, beside the verification of the token that it follows. Rounds of everything are run
 * in turn, so that what else the machine does hits all of them alike; medians are told.
 *
 *     npm run bench:guard -- [--json] [entries …]
 */
import { availableParallelism, cpus } from 'node:os';
import { fillGuard, type CheckName } from './guard/check-cost.ts';
import { createVerificationRounds } from './guard/verification-cost.ts';

const ROUNDS = 15;
const CHECKS: readonly CheckName[] = ['allow', 'deny', 'denied'];
const VERIFICATIONS = ['aws-jwt-verify', 'jose'] as const;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

async function measure(entries: number) {
  const guard = fillGuard(entries);
  const verification = createVerificationRounds();
  const spent: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of CHECKS) (spent[name] ??= []).push(guard.rounds[name]());
    for (const name of VERIFICATIONS) (spent[name] ??= []).push(await verification[name]());
  }
  // The first rounds are those in which the compiler learns.
  const nanoseconds = Object.fromEntries(
    Object.entries(spent).map(([name, values]) => [name, Math.round(median(values.slice(5)))]),
  ) as Record<CheckName | (typeof VERIFICATIONS)[number], number>;
  return {
    entries,
    nanoseconds,
    partOfVerification: {
      allow: nanoseconds['aws-jwt-verify'] / nanoseconds.allow,
      deny: nanoseconds['aws-jwt-verify'] / nanoseconds.deny,
    },
    bytesPerEntry: guard.bytesPerEntry,
    memoryPerEntry: guard.memoryPerEntry,
  };
}

const asked = process.argv
  .slice(2)
  .filter((argument) => argument !== '--json')
  .map(Number);
const results = [];
for (const entries of asked.length > 0 ? asked : [100_000, 1_000_000, 10_000_000]) {
  results.push(await measure(entries));
}

const machine = { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism() };
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ machine, results }, null, 2));
} else {
  console.log(
    `Node.js ${machine.node}, ${machine.cpu}, ${machine.cores} cores. Medians, nanoseconds of processor time a token.`,
  );
  console.table(
    results.map(({ entries, nanoseconds, partOfVerification, bytesPerEntry, memoryPerEntry }) => ({
      entries,
      'check, onStale allow': nanoseconds.allow,
      'check, onStale deny': nanoseconds.deny,
      'check of a denied token': nanoseconds.denied,
      'aws-jwt-verify': nanoseconds['aws-jwt-verify'],
      jose: nanoseconds.jose,
      'verification ÷ check (allow, deny)': `${Math.round(partOfVerification.allow)}, ${Math.round(partOfVerification.deny)}`,
      'bytes an entry (tables, process)': `${bytesPerEntry.toFixed(1)}, ${memoryPerEntry.toFixed(1)}`,
    })),
  );
}
