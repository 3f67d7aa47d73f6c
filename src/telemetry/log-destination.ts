import { createWriteStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';

/** What a text goes through before it is written: several lines at once cost little more than one. */
export type CleanText = (text: string) => string;

/** Where log lines go. Never blocks and never throws: what the other side does not take is dropped and counted. */
export interface LogDestination {
  /** @param clean what a line has to go through before anybody may see it */
  write(line: string, clean: CleanText): void;
  /** Lines dropped so far. */
  droppedLines(): number;
  /** Resolves when everything written so far has been taken, or after the time. */
  flush(timeoutMs: number): Promise<void>;
}

const BUFFER_BYTES_MAX = 1_048_576;

/**
 * Buffers up to 1 MiB for a stream, in characters about. A reader that stopped reading, or went away, costs the
 * lines that no longer fit and nothing else.
 */
export function createLogDestination(stream: Writable, bufferBytesMax = BUFFER_BYTES_MAX): LogDestination {
  let dropped = 0;
  let gone = false;
  let waiting = '';
  let waitingLines = 0;
  let cleanWaiting: CleanText | undefined;
  stream.on('error', () => {
    gone = true;
  });

  /** All lines of one turn of the event loop are one write. */
  const writeWaiting = (): void => {
    const [text, lines] = [waiting, waitingLines];
    waiting = '';
    waitingLines = 0;
    if (lines === 0 || cleanWaiting === undefined) return;
    if (gone) {
      dropped += lines;
      return;
    }
    try {
      stream.write(cleanWaiting(text));
    } catch {
      // What could not be cleaned must not be written.
      dropped += lines;
    }
  };

  return {
    write(line, clean) {
      if (gone || stream.writableLength + waiting.length + line.length > bufferBytesMax) {
        dropped += 1;
        return;
      }
      if (clean !== cleanWaiting) writeWaiting();
      cleanWaiting = clean;
      if (waitingLines === 0) setImmediate(writeWaiting);
      waiting += line;
      waitingLines += 1;
    },
    droppedLines: () => dropped,
    flush: (timeoutMs) =>
      new Promise((resolve) => {
        writeWaiting();
        if (gone || stream.writableLength === 0) return resolve();
        const timer = setTimeout(resolve, timeoutMs);
        stream.write('', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

/**
 * Standard output, written to without waiting. `process.stdout` would not do: its writes to a pipe are synchronous,
 * so a blocked reader would stop the whole service.
 * Source: https://nodejs.org/api/process.html#a-note-on-process-io
 */
export function openStandardOutput(): Writable {
  const fd = 1;
  const kind = fstatSync(fd);
  return kind.isFIFO() || kind.isSocket()
    ? new Socket({ fd, readable: false, writable: true }).unref()
    : createWriteStream('', { fd, autoClose: false });
}
