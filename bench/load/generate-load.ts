import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseJson } from '../report/parse-json.ts';
import type { Answers } from './answers.ts';
import type { LoadOrder } from './generate.ts';

const run = promisify(execFile);

/** Sends logouts from another process, in one of the two ways, and resolves with what came of them. */
export async function generateLoad(order: LoadOrder): Promise<Answers> {
  const { stdout } = await run(process.execPath, ['bench/load/generate.ts', JSON.stringify(order)]);
  return parseJson(stdout) as Answers;
}
