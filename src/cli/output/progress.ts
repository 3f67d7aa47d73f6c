import type { CommandIo } from '../command.ts';

export interface Progress {
  /** So much is done. */
  at(count: number): void;
  /** Takes the line away. */
  end(): void;
}

const EVERY_MS = 200;
const SECOND_MS = 1000;
/** What is answered sooner needs no word about it. */
const PATIENCE_SECONDS = 2;

/** A line on standard error that counts up, where a person looks at it. */
export function createProgress(io: CommandIo, what: string): Progress {
  const line = transientLine(io);
  let shownAtMs = -Infinity;
  return {
    at(count) {
      const nowMs = performance.now();
      if (nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      line.show(`${count} ${what}`);
    },
    end: () => line.clear(),
  };
}

/** Shows for how long something has been waited for, where a person looks at it and it takes long. */
export async function whileWaiting<Value>(
  io: CommandIo,
  what: string,
  wanted: Promise<Value>,
): Promise<Value> {
  const line = transientLine(io);
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    if (seconds >= PATIENCE_SECONDS) line.show(`${what} for ${seconds} s`);
  }, SECOND_MS);
  try {
    return await wanted;
  } finally {
    clearInterval(timer);
    line.clear();
  }
}

function transientLine({ isTerminal, stderr }: CommandIo) {
  let width = 0;
  return {
    show(text: string): void {
      if (!isTerminal) return;
      stderr.write(`\r${text.padEnd(width)} `);
      width = Math.max(width, text.length + 1);
    },
    clear(): void {
      if (width > 0) stderr.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}
