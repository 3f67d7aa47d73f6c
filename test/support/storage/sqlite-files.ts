import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** Gives out paths for databases, each in a directory of its own that does not exist yet. */
export function sqliteFiles(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'cognito-logout-sqlite-'));
  let files = 0;
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => {
    files += 1;
    return join(root, `database-${files}`, 'cognito-logout.db');
  };
}
