import type { CommandIo } from '../command.ts';

export interface Progress {
  /** So much is done. */
  at(count: number): void;
  /** Takes the line away. */
  end(): void;
}

const EVERY_MS = 200;

/** A line on standard error that counts up, where a person looks at it. */
export function createProgress({ isTerminal, stderr }: CommandIo, what: string): Progress {
  if (!isTerminal) return { at: () => undefined, end: () => undefined };
  let shownAtMs = -Infinity;
  return {
    at(count) {
      const nowMs = performance.now();
      if (nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      stderr.write(`\r${count} ${what} `);
    },
    end() {
      if (shownAtMs > 0) stderr.write(`\r${' '.repeat(40)}\r`);
    },
  };
}
