import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { createMovableClock } from '../movable-clock.ts';
import { newKeyRing } from '../storage/new-key-ring.ts';
import { openTestStorage } from '../storage/open-test-storage.ts';
import { startPostgresServer } from '../storage/postgres-server.ts';

export type Engine = 'sqlite' | 'postgres';

/** A database for service processes, and for a look into it. */
export interface FaultDatabase {
  readonly engine: Engine;
  /** What a service process has to know of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Opens it as the service does. With SQLite, nobody else may have it open. */
  open(): Promise<Storage>;
  /** Kills the server with all its processes and starts it again. Does nothing where there is no server. */
  crash(): Promise<void>;
  /** Writes a file beside it, and returns its path. */
  writeFile(name: string, contents: string): string;
  remove(): Promise<void>;
}

export async function createFaultDatabase(engine: Engine, folder = tmpdir()): Promise<FaultDatabase> {
  const directory = mkdtempSync(join(folder, 'cognito-logout-faults-'));
  const keysFile = join(directory, 'keys.json');
  writeFileSync(keysFile, JSON.stringify(newKeyRing()));
  const options = { keysFile, clock: createMovableClock(), unprovenCap: { intents: 1e9, bytes: 1e12 } };
  const clean = () => rmSync(directory, { recursive: true, force: true });
  const writeFile = (name: string, contents: string): string => {
    const path = join(directory, name);
    writeFileSync(path, contents, { mode: 0o600 });
    return path;
  };
  if (engine === 'sqlite') {
    const path = join(directory, 'data', 'cognito-logout.db');
    return {
      engine,
      environment: { DATABASE_URL: `file:${path}`, STORE_KEYS_FILE: keysFile },
      open: () => openTestStorage({ engine, path }, options),
      crash: async () => undefined,
      writeFile,
      remove: async () => clean(),
    };
  }
  const server = await startPostgresServer();
  return {
    engine,
    environment: { DATABASE_URL: server.url, STORE_KEYS_FILE: keysFile },
    open: () => openTestStorage({ engine, url: server.url }, options),
    crash: () => server.crash(),
    writeFile,
    async remove() {
      await server.remove();
      clean();
    },
  };
}
