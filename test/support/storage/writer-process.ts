/**
 * A process that accepts intents on a SQLite database until it is killed, settles every other one, and prints a line
 * for each acknowledgement: `accepted <receipt>` or `settled <receipt>`. Prints `opened` or `refused: …` first.
 */
import { writeSync } from 'node:fs';
import { ConfigurationError } from '../../../src/errors/configuration-error.ts';
import type { RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import { acceptNew, tokenIntent } from './intents.ts';
import { openLossyStore } from './open-lossy-store.ts';
import { openTestStorage } from './open-test-storage.ts';

const WRITERS = 16;
const [path = '', writing = 'durable'] = process.argv.slice(2);

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Nothing is said before it is out: who kills this process must have heard of every acknowledgement. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length;) written += writeSome(bytes.subarray(written));
}

function writeSome(bytes: Uint8Array): number {
  try {
    return writeSync(1, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    // The reader is behind.
    Atomics.wait(pause, 0, 0, 1);
    return 0;
  }
}

async function write(): Promise<never> {
  for (let index = 0; ; index += 1) {
    const intent = tokenIntent(Date.now());
    const { receiptId } = intent.request;
    try {
      const lease = await acceptNew(store, intent);
      say(`accepted ${receiptId}`);
      if (index % 2 === 0) {
        await store.settle(lease, { kind: 'confirmed' });
        say(`settled ${receiptId}`);
      }
    } catch (error) {
      say(`failed ${error instanceof Error ? error.message : ''}`);
    }
  }
}

async function open(): Promise<RevocationStore> {
  if (writing === 'lossy') return openLossyStore(path);
  return (await openTestStorage({ engine: 'sqlite', path })).store;
}

const store = await open().catch((error: unknown) => {
  if (!(error instanceof ConfigurationError)) throw error;
  say(`refused: ${error.message}`);
  process.exit(78);
});
say('opened');
await Promise.all(Array.from({ length: WRITERS }, write));
