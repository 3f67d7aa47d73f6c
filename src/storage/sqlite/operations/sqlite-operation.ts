import type { OperationName, Operations } from '../../engine/operations.ts';
import type { TransactionLedger } from '../../engine/transaction-ledger.ts';

/** One operation on an open database, inside of a transaction that others may share. */
export type SqliteOperation<Name extends OperationName> = (
  input: Operations[Name]['in'],
  ledger: TransactionLedger,
) => Operations[Name]['out'];

export type SqliteOperations = { readonly [Name in OperationName]: SqliteOperation<Name> };

export type SqliteOperationsFor<Names extends OperationName> = Pick<SqliteOperations, Names>;
