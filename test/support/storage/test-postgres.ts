import { afterAll, beforeAll } from '@jest/globals';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { keysFiles } from './keys-files.ts';
import { openTestStorage, type TestStorageOptions } from './open-test-storage.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';

/** A PostgreSQL server for the tests of a file, or of a part of it: there is one once they run. */
export interface TestPostgres {
  readonly server: () => PostgresServer;
  /** As patient as a busy machine needs: what is tested is what the database says, and not how soon. */
  readonly target: () => { readonly engine: 'postgres'; readonly url: string; readonly timeoutMs: number };
  readonly newKeysFile: () => string;
  /** Opens the database as if it were new, with keys of its own unless others are given. */
  readonly openNew: (options?: TestStorageOptions) => Promise<Storage>;
}

export function testPostgres(): TestPostgres {
  let server: PostgresServer;
  const newKeysFile = keysFiles();
  beforeAll(async () => {
    server = await startPostgresServer();
  }, 60_000);
  afterAll(() => server.remove());

  const target = () => ({ engine: 'postgres', url: server.url, timeoutMs: 20_000 }) as const;
  return {
    server: () => server,
    target,
    newKeysFile,
    async openNew(options) {
      await server.empty();
      return openTestStorage(target(), { keysFile: newKeysFile(), ...options });
    },
  };
}
