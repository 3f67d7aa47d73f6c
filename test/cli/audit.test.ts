import { beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
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

function audit(act: string, databaseUrl = `file:${path}`) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'audit', act], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl },
  });
  return { status, stdout, stderr };
}

describe('npm run audit', () => {
  test('verify says that an intact trail is intact', () => {
    expect(audit('verify')).toEqual({
      status: 0,
      stdout: 'The trail is intact: 6 events, from 1 to 6.\n',
      stderr: '',
    });
  });

  test('export prints every event, oldest first, one a line', () => {
    const { status, stdout } = audit('export');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { sequence: number; event: { kind: string } });
    expect(status).toBe(0);
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
    expect(audit('verify')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'The trail is broken at event 3, which is altered.\n',
    });
  });

  test.each([
    ['a store that keeps nothing', 'verify', 'memory:'],
    ['an act that is none', 'drop', `file:${path}`],
    ['a database that cannot be', 'verify', 'mysql://localhost/logout'],
    ['a file that is not there, which it does not make', 'verify', `file:${path}.none`],
    ['a key file that is not there', 'verify', 'postgres://localhost:1/logout'],
  ])('refuses %s, and says why', (_, act, databaseUrl) => {
    const { status, stderr } = audit(act, databaseUrl);
    expect(status).toBe(2);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(`${path}.none`)).toBe(false);
  });
});
