import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodingsOf } from '../support/canaries.ts';
import { acceptNew, newToken, tokenIntent } from '../support/storage/intents.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';
import { eventually } from '../support/eventually.ts';

const newFile = sqliteFiles();

/** All bytes of all files of a database, its write-ahead log among them; without its keys. */
function databaseBytes(path: string): Buffer {
  const directory = dirname(path);
  const files = readdirSync(directory).filter((name) => !name.endsWith('.json'));
  return Buffer.concat(files.map((name) => readFileSync(join(directory, name))));
}

function standsIn(bytes: Buffer, token: string): boolean {
  return encodingsOf(token).some((form) => bytes.includes(form));
}

describe('T48: the files of the database', () => {
  test('show no token, in no encoding, neither while it waits nor when it is settled or parked', async () => {
    const path = newFile();
    const storage = await openTestStorage({ engine: 'sqlite', path });
    const tokens = Array.from({ length: 60 }, () => newToken().padEnd(1700, 'abcdefghijklmnopqrstuvwxyz'));
    for (const [index, token] of tokens.entries()) {
      const lease = await acceptNew(storage.store, tokenIntent(Date.now(), { token }));
      if (index % 3 === 0) await storage.store.settle(lease, { kind: 'confirmed' });
      if (index % 3 === 1) await storage.store.park(lease, 'client-secret-rejected');
    }
    expect(tokens.filter((token) => standsIn(databaseBytes(path), token))).toEqual([]);
    await storage.close();
    expect(tokens.filter((token) => standsIn(databaseBytes(path), token))).toEqual([]);
  });

  test('lose the ciphertext of what is settled, also from the log, as soon as nothing is written', async () => {
    const path = newFile();
    const storage = await openTestStorage({ engine: 'sqlite', path });
    const leases = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        acceptNew(storage.store, tokenIntent(Date.now(), { token: newToken().padEnd(500 + index * 9, 'x') })),
      ),
    );
    await storage.close();

    const db = new Database(path, { readonly: true });
    const ciphertexts = db.prepare<[], { sealed: Buffer }>('SELECT sealed FROM sealed_orders').all();
    db.close();
    const pieces = ciphertexts.flatMap(({ sealed }) => [sealed.subarray(20, 52), sealed.subarray(-48, -16)]);
    const found = () => {
      const bytes = databaseBytes(path);
      return pieces.filter((piece) => bytes.includes(piece)).length;
    };
    expect(found()).toBe(pieces.length);

    const again = await openTestStorage({ engine: 'sqlite', path });
    const shuffled = leases.toSorted(() => Math.random() - 0.5);
    for (const lease of shuffled) await again.store.settle(lease, { kind: 'confirmed' });
    await eventually(() => found() === 0);
    await again.close();
    expect(found()).toBe(0);
  });
});
