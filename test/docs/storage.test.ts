import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';
import { testPostgres } from '../support/storage/test-postgres.ts';

type Schema = Readonly<Record<string, readonly string[]>>;

/** The tables of `docs/storage.md` with the columns that it explains, in its order. */
function documented(): Schema {
  const text = readFileSync(new URL('../../docs/storage.md', import.meta.url), 'utf8');
  const sections = text.split(/^### /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const table = /^`(\w+)`/.exec(section)?.[1] ?? '';
      return [table, [...section.matchAll(/^\| `(\w+)` +\|/gm)].map(([, column]) => column ?? '')];
    }),
  );
}

function byTable(rows: readonly { readonly table: string; readonly column: string }[]): Schema {
  const schema: Record<string, string[]> = {};
  for (const { table, column } of rows) (schema[table] ??= []).push(column);
  return schema;
}

describe('docs/storage.md explains every table and column', () => {
  const newFile = sqliteFiles();
  const { server, openNew } = testPostgres();

  test('of the SQLite database', async () => {
    const path = newFile();
    await (await openTestStorage({ engine: 'sqlite', path })).close();
    const db = new Database(path);
    const rows = db
      .prepare<[], { table: string; column: string }>(
        `SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
         WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid`,
      )
      .all();
    db.close();
    expect(byTable(rows)).toEqual(documented());
  });

  test('of the PostgreSQL database', async () => {
    await (await openNew()).close();
    const rows = await server().execute(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'cognito_logout' ORDER BY table_name, ordinal_position`,
    );
    expect(byTable(rows as { table: string; column: string }[])).toEqual(documented());
  });

  test('and what deletes each of them', () => {
    const text = readFileSync(new URL('../../docs/storage.md', import.meta.url), 'utf8');
    for (const section of text.split(/^### /m).slice(1)) expect(section).toMatch(/[Dd]eleted/);
  });
});
