/**
 * The test command: installs the programs that some suites need, builds the package and
 * the service that suites start, runs all tests and beside them every check, searches their
 * output for the secrets that the tests used, and closes with one line that counts the tests; a check that failed, or a
 * secret that was found, counts there as failed. Arguments go to Jest.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianPrograms } from './debian-programs.ts';
import { findLeaks } from './find-leaks.ts';
import { packPackage } from './pack-package.ts';

/** With their arguments. One checker of types takes two thirds of the processor time that the usual four take. */
const CHECKS = [['typecheck', '--checkers', '1'], ['lint'], ['format:check'], ['arch'], ['unused']] as const;

/** The compiler and the linter, which are written in Go, collect garbage when the heap is five times what is in use, not two. */
const CHECK_ENV = { ...process.env, GOGC: '400' };

interface Run {
  readonly code: number;
  readonly output: string;
}

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

function run(
  command: string,
  args: readonly string[],
  { env = process.env, echo = false, priority = constants.priority.PRIORITY_NORMAL },
): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) setPriority(child.pid, priority);
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (echo) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

interface Check extends Run {
  readonly check: string;
}

/** While the tests wait for something: what they do has the first call on the processors. */
function runChecks(): Promise<readonly Check[]> {
  const priority = constants.priority.PRIORITY_BELOW_NORMAL;
  return Promise.all(CHECKS.map(([name, ...args]) => check(name, args, priority)));
}

async function check(
  name: string,
  args: readonly string[] = [],
  priority = constants.priority.PRIORITY_NORMAL,
): Promise<Check> {
  const ran = await run('npm', ['run', '-s', name, '--', ...args], { env: CHECK_ENV, priority });
  return { check: name, ...ran };
}

/** The service as `npm start` runs it, which starts in a third of the time that its sources take. */
const BUNDLED_SERVICE = 'dist/bundle/main.js';

/** Says what came of the checks. Gives how many failed. */
function tell(checks: readonly Check[]): number {
  for (const { check, code, output } of checks) {
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check}`);
    if (code !== 0) console.log(output);
  }
  return checks.filter(({ code }) => code !== 0).length;
}

async function runTests(
  directory: string,
  missing: readonly string[],
  packed: string | undefined,
  isBundled: boolean,
): Promise<Run & { result: JestResult | undefined }> {
  const resultFile = join(directory, 'result.json');
  const env = {
    ...process.env,
    CANARY_FILE: join(directory, 'canaries'),
    MISSING_PROGRAMS: missing.join(' '),
    ...(packed === undefined ? {} : { PACKED_PACKAGE: packed }),
    ...(isBundled ? { SERVICE_SCRIPT: BUNDLED_SERVICE } : {}),
  };
  const args = ['run', '-s', 'jest', '--', '--json', `--outputFile=${resultFile}`, ...process.argv.slice(2)];
  const { code, output } = await run('npm', args, { env, echo: true });
  const result = existsSync(resultFile)
    ? (JSON.parse(readFileSync(resultFile, 'utf8')) as JestResult)
    : undefined;
  return { code, output, result };
}

async function main(): Promise<void> {
  const missing = ensureDebianPrograms();
  for (const { program, usedBy, reason } of missing) {
    console.log(`SKIPPED: the tests of ${usedBy}, since ${program} is missing (${reason})`);
  }
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-test-'));
  writeFileSync(join(directory, 'canaries'), '');
  // Where it cannot be built, the checks say why, and the suites that need it try again and fail.
  const [packed, bundle] = await Promise.all([
    packPackage(directory).catch(() => undefined),
    check('bundle'),
  ]);
  const programs = missing.map(({ program }) => program);
  const [{ code, output, result }, others] = await Promise.all([
    runTests(directory, programs, packed, bundle.code === 0),
    runChecks(),
  ]);
  const checks = [bundle, ...others];
  const failedChecks = tell(checks);
  const leaks = findLeaks(
    output,
    readFileSync(join(directory, 'canaries'), 'utf8').split('\n').filter(Boolean),
  );
  rmSync(directory, { recursive: true });
  if (leaks > 0) console.log(`FAIL ${leaks} of the secrets that the tests used stand in their output`);
  const skippedInCi =
    process.env['CI'] === 'true' && (missing.length > 0 || (result?.numPendingTests ?? 0) > 0);
  if (skippedInCi) console.log('FAIL with CI=true nothing may be skipped');

  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = result ?? {};
  const brokenSuites = result?.numRuntimeErrorTestSuites ?? 1;
  const failed = numFailedTests + brokenSuites + failedChecks + (leaks > 0 ? 1 : 0);
  console.log(`${checks.length - failedChecks} of ${checks.length} checks passed`);
  console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);
  process.exitCode = failed > 0 || code !== 0 || skippedInCi ? 1 : 0;
}

await main();
