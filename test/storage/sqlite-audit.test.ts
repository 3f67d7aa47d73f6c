import { createSecretKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { AuditFilter } from '../../src/revocation/ports/audit-trail.ts';
import { createTransactionLedger } from '../../src/storage/engine/transaction-ledger.ts';
import { createSqliteAudit } from '../../src/storage/sqlite/operations/sqlite-audit.ts';
import { createSqliteLedger } from '../../src/storage/sqlite/operations/sqlite-ledger.ts';
import { SQLITE_MIGRATIONS } from '../../src/storage/sqlite/sqlite-migrations.ts';

const CHAIN_KEY = createSecretKey(Buffer.alloc(32, 1));
const STRIPE_EVENTS = 4096;

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
    happen([wanted]);
    goOnFrom(3_000_000);
    happen([wanted, wanted]);

    expect(pages(wanted, 'oldest-first', 10)).toEqual([[1], [3_000_000, 3_000_001]]);
    expect(pages(wanted, 'newest-first', 10)).toEqual([[3_000_001, 3_000_000], [1]]);
    expect(pages({ user: 'nobody' }, 'oldest-first', 10)).toEqual([[], []]);
  });

  test.each([
    ['fingerprint', 'audit_stripes_by_fingerprint'],
    ['user', 'audit_stripes_by_user'],
    ['receiptId', 'audit_by_receipt'],
  ])('an index leads to the events of a %s, in their order', (key, index) => {
    happen([{ fingerprint: 'f', user: 'u' }]);
    executed = [];
    pages({ [key]: 'wanted' }, 'newest-first', 10);

    const search = executed.find((sql) => sql.includes("'wanted'")) ?? '';
    const plan = db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${search}`).all();
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining(`USING INDEX ${index} `)]);
  });
});
