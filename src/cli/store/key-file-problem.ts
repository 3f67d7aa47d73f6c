import { ConfigurationError } from '../../errors/configuration-error.ts';
import { CommandError } from '../command-error.ts';

/** Why a key file could not be made or changed. It is named by an argument, and by no variable. */
export function keyFileProblem(error: unknown): CommandError {
  if (error instanceof ConfigurationError) {
    return new CommandError(error.problems.map(({ problem }) => `The argument ${problem}.`).join('\n'));
  }
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new CommandError(
    code === 'EEXIST'
      ? 'The file is there already, and was left alone: another ring could not open what is stored.'
      : `The file cannot be read or written (${code}).`,
  );
}
