import { readSecretFile } from '../../settings/secret-file.ts';
import { UsageError } from '../command-error.ts';
import type { CommandIo } from '../command.ts';

/** Longest token and key that is read, in characters: Cognito's are some 2,000 at most. */
const LENGTH_MAX = 65_536;

/**
 * A token or key from a file, or from standard input if the file is `-`. White space around it is left out.
 *
 * @throws UsageError
 */
export async function readToken(file: string, option: string, io: CommandIo): Promise<string> {
  const token = file === '-' ? await readAll(io, option) : readFile(file, option);
  if (token !== '' && !/\s/.test(token)) return token;
  throw new UsageError(`${option} has to lead to one token or key, without blanks in it.`);
}

function readFile(file: string, option: string): string {
  const read = readSecretFile(file);
  if ('problem' in read) throw new UsageError(`${option} ${read.problem.replace(/\.$/, '')}.`);
  return read.value.trim();
}

async function readAll({ stdin }: CommandIo, option: string): Promise<string> {
  let text = '';
  for await (const chunk of stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > LENGTH_MAX) throw new UsageError(`${option} - is given too much on standard input.`);
  }
  return text.trim();
}
