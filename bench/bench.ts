/**
 * Measures the service beside what people would use instead, in one run, and writes docs/performance.md, which says how.
 *
 *     npm run bench -- [--short] [--only stateless,naive-express] [--scenario at-once,start] [--rounds 5] [--seconds 4]
 *                      [--warm-up 8] [--soak <minutes>] [--json] [--built]
 */
import { execFileSync } from 'node:child_process';
import { runBench } from './measures/run-bench.ts';
import { isWhole, readOptions } from './options.ts';
import { goalTable } from './report/tables/goal-table.ts';
import { SERVER_TABLES, serverTable } from './report/tables/server-tables.ts';
import { soakTable } from './report/tables/soak-table.ts';
import { writeReport } from './report/write-report.ts';
import { wrongCounts } from './report/wrong-counts.ts';
import { leaveServerCore } from './servers/pinning.ts';
import { requirePrograms } from './servers/require-programs.ts';

const args = process.argv.slice(2);
const options = readOptions(args);
const tell = (progress: string) => void process.stderr.write(`${progress}\n`);

// Every program that is started is ended with this process.
process.setMaxListeners(100);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
requirePrograms();
leaveServerCore();
if (!options.isBuilt) {
  tell('building');
  execFileSync('npm', ['run', '-s', 'bundle']);
}
const report = await runBench(options, ['npm run bench', ...(args.length > 0 ? ['--'] : []), ...args], tell);

if (options.printsJson) {
  console.log(JSON.stringify(report, null, 1));
} else {
  const tables = Object.values(SERVER_TABLES).map((table) => serverTable(report, table));
  const shown = [...tables, soakTable(report), goalTable(report), wrongCounts(report)];
  console.log(shown.filter((part) => part !== undefined).join('\n\n'));
  if (isWhole(options)) writeReport(report, options.soakMinutes > 0 ? 'soak' : 'run');
}
