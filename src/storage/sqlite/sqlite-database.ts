import type { KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { OperationName, Operations } from '../engine/operations.ts';
import type { Result } from '../engine/group-commit.ts';
import { createTransactionLedger, type TransactionLedger } from '../engine/transaction-ledger.ts';
import type { DatabasePlace } from './database-place.ts';
import type { DiskSpace } from './disk-space.ts';
import { createSqliteAudit } from './operations/sqlite-audit.ts';
import { createSqliteClaims } from './operations/sqlite-claims.ts';
import { createSqliteDenials } from './operations/sqlite-denials.ts';
import { createSqliteEndings } from './operations/sqlite-endings.ts';
import { createSqliteIntents } from './operations/sqlite-intents.ts';
import { createSqliteKeys } from './operations/sqlite-keys.ts';
import { createSqliteLedger } from './operations/sqlite-ledger.ts';
import type { SqliteOperation, SqliteOperations } from './operations/sqlite-operation.ts';
import { createSqlitePacing } from './operations/sqlite-pacing.ts';
import { createSqliteStats } from './operations/sqlite-stats.ts';
import { createSqliteSweep } from './operations/sqlite-sweep.ts';

export interface OperationCall<Name extends OperationName = OperationName> {
  readonly name: Name;
  readonly input: Operations[Name]['in'];
}

export interface SqliteDatabase {
  /** Runs all calls in one transaction: when it returns, all of it is on the disk. When it throws, nothing is. */
  runBatch(calls: readonly OperationCall[]): readonly Result<unknown>[];
  /** Empties the write-ahead log, and with it what is deleted from the database but still stands there. */
  truncateLog(): void;
  close(): void;
}

/** What somebody is told is kept. All else goes on where the file is gone, so that what was accepted before still ends. */
const KEEPS: ReadonlySet<OperationName> = new Set(['accept', 'deny', 'probe']);

/** Binds the operations to an open connection. */
export function createSqliteDatabase(
  db: Database.Database,
  chainKey: KeyObject,
  { disk, place }: { readonly disk: DiskSpace; readonly place: DatabasePlace },
): SqliteDatabase {
  const operations: SqliteOperations = {
    ...createSqliteIntents(db, disk),
    ...createSqliteEndings(db),
    ...createSqliteClaims(db),
    ...createSqliteStats(db),
    ...createSqliteAudit(db),
    ...createSqlitePacing(db),
    ...createSqliteKeys(db),
    ...createSqliteSweep(db, disk),
    ...createSqliteDenials(db),
  };
  const writeLedger = createSqliteLedger(db, chainKey);

  const runCall = <Name extends OperationName>(call: OperationCall<Name>, ledger: TransactionLedger) => {
    const operation: SqliteOperation<Name> = operations[call.name];
    return { value: operation(call.input, ledger) };
  };

  const runBatch = db.transaction((calls: readonly OperationCall[]) => {
    const ledger = createTransactionLedger();
    disk.lookAnew();
    if (calls.some(({ name }) => KEEPS.has(name))) place.requireFile();
    const results = calls.map((call) => runCall(call, ledger));
    writeLedger(ledger);
    return results;
  });

  return {
    runBatch: (calls) => runBatch.immediate(calls),
    truncateLog: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => void db.close(),
  };
}
