import { processEnvironment } from '../config/environment.ts';
import { EXIT } from './exit.ts';
import { MAY_HAVE_TAKEN_EFFECT } from './output/may-have-taken-effect.ts';
import { runCli } from './run-cli.ts';

/** Runs the command that this process was started for. */
export async function runProcess(): Promise<void> {
  const { stdin, stdout, stderr, argv } = process;
  const interruption = new AbortController();
  process.once('SIGINT', () => {
    process.exitCode = EXIT.interrupted;
    interruption.abort();
  });
  for (const stream of [stdout, stderr]) stream.on('error', end);
  process.exitCode = await runCli(argv.slice(2), {
    stdin,
    stdout,
    stderr,
    isTerminal: stderr.isTTY,
    columns: stdout.isTTY ? stdout.columns : undefined,
    environment: processEnvironment(),
    interrupted: interruption.signal,
  });
  // Whoever waits on standard input for nothing is not kept waiting.
  stdin.unref?.();
}

/** Whoever read the output, `head` say, has seen enough. That a disk is full, they have to know. */
function end({ code = 'unknown' }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit(EXIT.done);
  process.stderr.write(`The output cannot be written (${code}). ${MAY_HAVE_TAKEN_EFFECT}\n`);
  process.exit(EXIT.failed);
}
