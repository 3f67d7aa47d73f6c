import { createInterface } from 'node:readline/promises';
import type { Command, CommandIo } from '../command.ts';
import { DOCTOR_USAGE, doctor } from '../doctor.ts';
import { remark } from '../output/say.ts';

/** `doctor`. */
export const doctorCommand: Command = {
  usage: DOCTOR_USAGE,
  run: (args, io) =>
    doctor(args, {
      environment: io.environment,
      out: (line) => void io.stdout.write(`${line}\n`),
      err: (line) => remark(io, line),
      ask: (question) => ask(question, io),
    }),
};

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
