import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseJson } from '../report/parse-json.ts';
import { uniquePrefix } from './request-maker.ts';

const run = promisify(execFile);

export interface WrkOptions {
  readonly port: number;
  readonly templateFile: string;
  readonly accessTokensFile?: string | undefined;
  readonly connections: number;
  readonly seconds: number;
}

export interface WrkResult {
  readonly answers: number;
  readonly microseconds: number;
  /** Answers of 400 and above, which are among `answers`. */
  readonly refused: number;
  /** Connections that failed, and requests that got no answer. */
  readonly broken: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends logouts as fast as they are answered. */
export async function runWrk(options: WrkOptions): Promise<WrkResult> {
  const { port, templateFile, accessTokensFile = '', connections, seconds } = options;
  const { stdout } = await run(
    'wrk',
    [
      '--threads=1',
      `--connections=${connections}`,
      `--duration=${seconds}s`,
      '--timeout=30s',
      '--script=bench/load/logout.lua',
      `http://127.0.0.1:${port}`,
    ],
    {
      env: {
        ...process.env,
        TEMPLATE: templateFile,
        ACCESS_TOKENS: accessTokensFile,
        UNIQUE_PREFIX: uniquePrefix(),
      },
    },
  );
  return parseJson(stdout.trim().split('\n').at(-1) ?? '') as WrkResult;
}
