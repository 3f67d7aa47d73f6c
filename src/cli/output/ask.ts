import { createInterface } from 'node:readline/promises';
import type { CommandIo } from '../command.ts';

/** Asks a person for a yes, on standard error. Where no person is at the terminal, nobody is asked, and it is a no. */
export async function ask(question: string, { stdin, stderr, interrupted }: CommandIo): Promise<boolean> {
  if (!('isTTY' in stdin) || stdin.isTTY !== true) return false;
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    return /^y(?:es)?$/i.test((await prompt.question(question, { signal: interrupted })).trim());
  } finally {
    prompt.close();
  }
}
