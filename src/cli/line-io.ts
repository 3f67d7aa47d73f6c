import { createInterface } from 'node:readline/promises';
import type { Environment } from '../config/environment.ts';
import type { CommandIo } from './command.ts';
import { remark } from './output/say.ts';

/** What a command that talks in lines reads and writes. */
export interface LineIo {
  readonly environment: Environment;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Asks a person and gives the answer; empty where nobody can be asked. */
  readonly ask: (question: string) => Promise<string>;
}

export function lineIo(io: CommandIo): LineIo {
  return {
    environment: io.environment,
    out: (line) => void io.stdout.write(`${line}\n`),
    err: (line) => remark(io, line),
    ask: (question) => ask(question, io),
  };
}

/** Nobody is asked where no person is at the terminal: that is a no. */
async function ask(question: string, { stdin, stdout, interrupted }: CommandIo): Promise<string> {
  if (!('isTTY' in stdin) || stdin.isTTY !== true) return '';
  const prompt = createInterface({ input: stdin, output: stdout });
  try {
    return await prompt.question(question, { signal: interrupted });
  } finally {
    prompt.close();
  }
}
