import { createSecretKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { AuditFilter } from '../../src/revocation/ports/audit-trail.ts';
import { createTransactionLedger } from '../../src/storage/engine/transaction-ledger.ts';
import { createSqliteAudit } from '../../src/storage/sqlite/operations/sqlite-audit.ts';
import { createSqliteLedger } from '../../src/storage/sqlite/operations/sqlite-ledger.ts';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.ts';
import { SQLITE_MIGRATIONS } from '../../src/storage/sqlite/sqlite-migrations.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';

const CHAIN_KEY = createSecretKey(Buffer.alloc(32, 1));
const STRIPE_EVENTS = 1024;
const newFile = sqliteFiles();

describe('searching the audit trail in SQLite', () => {
  let db: Database.Database;
  let executed: string[];

  beforeEach(() => {
    executed = [];
    db = new Database(':memory:', { verbose: (sql) => executed.push(String(sql)) });
    for (const { sql } of SQLITE_MIGRATIONS) db.exec(sql);
  });
  afterEach(() => void db.close());

  /** One event each, of the token and the user given. */
  const happen = (events: readonly { readonly fingerprint: string; readonly user: string }[]): void => {
    const ledger = createTransactionLedger();
    for (const about of events)
      ledger.tell(1, JSON.stringify({ kind: 'repeated', actor: { kind: 'caller' }, ...about }));
    db.transaction(() => createSqliteLedger(db, CHAIN_KEY)(ledger))();
  };
  const goOnFrom = (sequence: number) => db.exec(`UPDATE audit_head SET sequence = ${sequence - 1}`);

  /** The numbers of the events that are found, page by page. */
  const pages = (filter: AuditFilter, order: 'oldest-first' | 'newest-first', limit: number): number[][] => {
    const { auditPage } = createSqliteAudit(db);
    const found: number[][] = [];
    let cursor: number | null = null;
    do {
      const { rows, nextCursor } = auditPage({ filter, limit, order, cursor }, createTransactionLedger());
      found.push(rows.map(({ sequence }) => sequence));
      cursor = nextCursor;
    } while (cursor !== null);
    return found;
  };

  test.each(['fingerprint', 'user'] as const)(
    'each event of a %s is found once, in order, wherever its stripe ends',
    (key) => {
      const others = { fingerprint: 'other', user: 'other' };
      const places = [
        1,
        2,
        STRIPE_EVENTS - 1,
        STRIPE_EVENTS,
        STRIPE_EVENTS + 1,
        2 * STRIPE_EVENTS,
        2 * STRIPE_EVENTS + 10,
      ];
      happen(
        Array.from({ length: 2 * STRIPE_EVENTS + 20 }, (_, index) =>
          places.includes(index + 1) ? { ...others, [key]: 'wanted' } : others,
        ),
      );

      for (const limit of [1, 2, 3, 7, 8]) {
        const inTurn = pages({ [key]: 'wanted' }, 'oldest-first', limit);
        expect(inTurn.flat()).toEqual(places);
        expect(inTurn.every(({ length }) => length <= limit)).toBe(true);
        expect(pages({ [key]: 'wanted' }, 'newest-first', limit).flat()).toEqual(places.toReversed());
      }
    },
  );

  test('a page spans 512 stripes, and the next goes on behind them', () => {
    const wanted = { fingerprint: 'wanted', user: 'alice' };
    const reach = 512 * STRIPE_EVENTS;
    happen([wanted]);
    goOnFrom(reach);
    happen([wanted, wanted, wanted]);

    expect(pages(wanted, 'oldest-first', 10)).toEqual([
      [1, reach],
      [reach + 1, reach + 2],
    ]);
    expect(pages(wanted, 'newest-first', 10)).toEqual([[reach + 2, reach + 1, reach], [1]]);
    expect(pages({ user: 'nobody' }, 'oldest-first', 10)).toEqual([[], []]);
  });

  test('what else is asked for holds across stripes, and so does where a trail begins that was cut', () => {
    const wanted = { fingerprint: 'wanted', user: 'alice' };
    const others = { ...wanted, user: 'bob' };
    happen(Array.from({ length: STRIPE_EVENTS + 20 }, (_, index) => (index % 2 === 0 ? wanted : others)));
    db.exec(`DELETE FROM audit_events WHERE sequence <= ${STRIPE_EVENTS - 6}`);
    db.exec(
      `UPDATE audit_events SET kind = 'dry-run' WHERE sequence IN (${STRIPE_EVENTS - 5}, ${STRIPE_EVENTS + 1})`,
    );
    db.exec(`UPDATE audit_events SET at_ms = 2 WHERE sequence > ${STRIPE_EVENTS}`);

    const found = (filter: AuditFilter) => pages({ ...wanted, ...filter }, 'newest-first', 100).flat();
    expect(found({ kind: 'dry-run' })).toEqual([STRIPE_EVENTS + 1, STRIPE_EVENTS - 5]);
    expect(found({ untilMs: 1 })).toEqual([STRIPE_EVENTS - 1, STRIPE_EVENTS - 3, STRIPE_EVENTS - 5]);
    expect(found({ fromMs: 2 })).toHaveLength(10);
    expect(pages(wanted, 'oldest-first', 4)[0]).toEqual(
      [-5, -3, -1, 1].map((behind) => STRIPE_EVENTS + behind),
    );
  });

  test.each([
    ['fingerprint', 'audit_stripes_by_fingerprint (<expr>=? AND fingerprint=?)'],
    ['user', 'audit_stripes_by_user (<expr>=? AND user_name=?)'],
    ['receiptId', 'audit_by_receipt (receipt_id=?)'],
  ])('an index leads to the events of a %s, in their order', (key, index) => {
    happen([{ fingerprint: 'f', user: 'u' }]);
    executed = [];
    pages({ [key]: 'wanted' }, 'newest-first', 10);

    const search = executed.find((sql) => sql.includes("'wanted'")) ?? '';
    const plan = db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${search}`).all();
    expect(plan.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH audit_events USING INDEX/),
    ]);
    expect(plan[0]?.detail).toContain(index);
  });

  test('a trail of before the stripes is in them', () => {
    const [first, second, ...later] = SQLITE_MIGRATIONS;
    db.close();
    db = new Database(':memory:');
    for (const step of [first, second]) db.exec(step?.sql ?? '');
    happen([
      { fingerprint: 'f', user: 'alice' },
      { fingerprint: 'f', user: 'bob' },
    ]);
    for (const { sql } of later) db.exec(sql);

    const inIndex = (index: string, condition: string) =>
      db
        .prepare<[], { sequence: number }>(
          `SELECT sequence FROM audit_events INDEXED BY ${index} WHERE sequence >> 10 = 0 AND ${condition}`,
        )
        .all()
        .map(({ sequence }) => sequence);
    expect(inIndex('audit_stripes_by_fingerprint', `fingerprint = 'f'`)).toEqual([1, 2]);
    expect(inIndex('audit_stripes_by_user', `user_name = 'bob'`)).toEqual([2]);
    expect(pages({ user: 'bob' }, 'oldest-first', 10)).toEqual([[2]]);
  });
});

test('what is too much to sort in memory goes to a file beside the database', () => {
  const path = join(dirname(newFile()), "it's", 'store.db');
  mkdirSync(dirname(path), { recursive: true });
  const db = openSqlite({ path, migrations: SQLITE_MIGRATIONS, synchronous: 'FULL' });
  expect(db.pragma('temp_store_directory', { simple: true })).toBe(dirname(path));
  db.close();
});
