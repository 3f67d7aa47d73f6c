import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseJson } from '../report/parse-json.ts';
import { onEveryCore } from '../servers/pinning.ts';

const run = promisify(execFile);

/** What the benchmarks of the guard print with `--json`. */
export interface GuardResults {
  readonly checks: readonly CheckResult[];
  readonly propagation: readonly PropagationResult[];
  /** Milliseconds to ask somebody else about one token. */
  readonly asking: Readonly<Record<string, MsSpread>>;
  readonly catchUp: CatchUpResult;
}

export interface CheckResult {
  readonly entries: number;
  readonly nanoseconds: Readonly<Record<'allow' | 'deny' | 'denied' | 'aws-jwt-verify' | 'jose', number>>;
  readonly bytesPerEntry: number;
  readonly memoryPerEntry: number;
}

export interface MsSpread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface PropagationResult extends MsSpread {
  readonly instances: number;
  readonly guards: number;
}

export interface CatchUpResult {
  readonly entries: number;
  readonly seconds: { readonly median: number; readonly min: number; readonly max: number };
  readonly residentMegabytes: number;
}

/** Runs the benchmarks of the guard, each in a process of its own. */
export async function measureGuard(tell: (progress: string) => void): Promise<GuardResults> {
  const json = async <Result>(...args: readonly string[]): Promise<Result> => {
    tell(`guard: ${args.join(' ')}`);
    const [program = '', ...rest] = onEveryCore([process.execPath, ...args, '--json']);
    const { stdout } = await run(program, rest);
    return parseJson(stdout) as Result;
  };
  const { results: checks } = await json<{ results: CheckResult[] }>('--expose-gc', 'bench/guard.ts');
  const { results: propagation, asking } = await json<{
    results: PropagationResult[];
    asking: GuardResults['asking'];
  }>('bench/guard-propagation.ts');
  const catchUp = await json<CatchUpResult>('--expose-gc', 'bench/guard-catch-up.ts');
  return { checks, propagation, asking, catchUp };
}
