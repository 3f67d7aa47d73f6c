import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../config/environment.ts';

/** What a command has of the world around it. */
export interface CommandIo {
  readonly stdin: Readable;
  /** What was asked for, and nothing else. */
  readonly stdout: Writable;
  /** Whatever else there is to say. */
  readonly stderr: Writable;
  /** Whether a person looks at standard error, so that progress may be shown there. */
  readonly isTerminal: boolean;
  /** How wide the terminal is that standard output goes to, in characters; undefined where it goes elsewhere. */
  readonly columns?: number | undefined;
  readonly environment: Environment;
  /** Ends what is going on: somebody has pressed Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** One command. Its usage is what `--help` prints and what its section of `docs/cli.md` is. */
export interface Command {
  readonly usage: string;
  /**
   * @param args what stands behind the command's name
   * @returns the exit code: see `EXIT`
   * @throws UsageError, CommandError
   */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}
