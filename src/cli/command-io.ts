import type { Environment } from '../config/environment.ts';

/** What a command reads and writes. */
export interface CommandIo {
  readonly environment: Environment;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Asks a person and gives the answer; empty where nobody can be asked. */
  readonly ask: (question: string) => Promise<string>;
}
