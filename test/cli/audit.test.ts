import { beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Database from 'better-sqlite3';
import { withAudit } from '../../src/cli/store/with-audit.ts';
import { ServiceError } from '../../src/errors/service-error.ts';
import { runCommand } from '../support/cli/run-command.ts';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';

const path = join(mkdtempSync(join(tmpdir(), 'audit-')), 'logout.db');

beforeAll(async () => {
  const storage = await openTestStorage({ engine: 'sqlite', path });
  for (let index = 0; index < 3; index += 1) {
    const lease = await acceptNew(storage.store, tokenIntent(Date.now()));
    await storage.store.settle(lease, { kind: 'confirmed' });
  }
  await storage.close();
});

const audit = (args: readonly string[], databaseUrl = `file:${path}`, isTerminal = false) =>
  runCommand(['audit', ...args], { environment: { DATABASE_URL: databaseUrl }, isTerminal });

const quietIo = () => ({
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  isTerminal: false,
  interrupted: new AbortController().signal,
});

/** The default of DATABASE_URL is a path in the working directory. */
async function inEmptyFolder<T>(act: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(mkdtempSync(join(tmpdir(), 'audit-')));
  try {
    return await act();
  } finally {
    process.chdir(before);
  }
}

describe('audit of the store', () => {
  test('verify says that an intact trail is intact', async () => {
    expect(await audit(['verify'])).toEqual({
      code: 0,
      stdout: 'The trail is intact: 6 events, from 1 to 6.\n',
      stderr: '',
    });
  });

  test('verify tells machines the same with --json', async () => {
    const { code, stdout } = await audit(['verify', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ intact: true, records: 6, firstSequence: 1, lastSequence: 6 });
  });

  test.each([
    ['verify', '1 events verified'],
    ['export', '1 events'],
  ])(
    '%s shows how far it is on the standard error of a terminal, and nowhere else',
    async (act, progress) => {
      const shown = await audit([act], undefined, true);
      expect(shown.stderr).toContain(progress);
      expect(shown.stderr).toMatch(/\r +\r$/);
      expect(shown.stdout).not.toContain(progress);
      expect((await audit([act])).stderr).toBe('');
    },
  );

  test('export leaves it to the events themselves where they go to the terminal', async () => {
    const environment = { DATABASE_URL: `file:${path}` };
    const { stderr } = await runCommand(['audit', 'export'], { environment, isTerminal: true, columns: 80 });
    expect(stderr).toBe('');
  });

  test('export prints every event, oldest first, one a line', async () => {
    const { code, stdout } = await audit(['export']);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { sequence: number; event: { kind: string } });
    expect(code).toBe(0);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.map(({ event }) => event.kind)).toEqual([
      'accepted',
      'final',
      'accepted',
      'final',
      'accepted',
      'final',
    ]);
  });

  test('verify names the first broken link of a trail that somebody has changed', async () => {
    const database = new Database(path);
    database
      .prepare("UPDATE audit_events SET event = replace(event, 'accepted', 'ACCEPTED') WHERE sequence = 3")
      .run();
    database.close();
    expect(await audit(['verify'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The trail is broken at event 3, which is altered.\n',
    });
    const { code, stdout } = await audit(['verify', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ intact: false, brokenAtSequence: 3, problem: 'altered' });
  });

  test.each([
    ['a store that keeps nothing', 'verify', 'memory:'],
    ['an act that is none', 'drop', `file:${path}`],
    ['a database that cannot be', 'verify', 'mysql://localhost/logout'],
    ['a file that is not there, which it does not make', 'verify', `file:${path}.none`],
    ['a key file that is not there', 'verify', 'postgres://localhost:1/logout'],
  ])('refuses %s, and says why', async (_, act, databaseUrl) => {
    const { code, stderr } = await audit([act], databaseUrl);
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(`${path}.none`)).toBe(false);
  });

  test('says by which code of the database a store fails that was opened', async () => {
    const io = { ...quietIo(), environment: { DATABASE_URL: `file:${path}` } };
    const cause = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
    const fail = () => Promise.reject(new ServiceError('not-durable', 'try again', { cause }));
    await expect(withAudit(io, fail)).rejects.toThrow('The store failed (SQLITE_IOERR_READ).');
  });

  test('says which file is not there, and whether it is that of the default', async () => {
    expect((await audit(['verify'], `file:${path}.none`)).stderr).toContain(`(${path}.none)`);
    const { code, stderr } = await inEmptyFolder(() => runCommand(['audit', 'verify']));
    expect(code).toBe(2);
    expect(stderr).toMatch(/DATABASE_URL is not set, .* default is not there \(\/.*cognito-logout\.db\)/);
  });

  test('says why a file cannot be looked at', async () => {
    const { code, stderr } = await audit(['verify'], `file:${path}/below.db`);
    expect(code).toBe(2);
    expect(stderr).toContain(`DATABASE_URL names a file (${path}/below.db) that cannot be opened`);
  });
});
