import type { KeyObject } from 'node:crypto';
import type { Result } from '../engine/group-commit.ts';
import { makesDue } from '../engine/makes-due.ts';
import type { OperationName, Operations } from '../engine/operations.ts';
import { NOTIFY_DENIED, NOTIFY_DUE } from './channels.ts';
import { writeLedger } from './operations/postgres-ledger.ts';
import type { PostgresOperation, PostgresOperations } from './operations/postgres-operation.ts';
import type { PostgresConnections } from './postgres-connection.ts';
import { inTransaction, type PostgresTransaction } from './postgres-transaction.ts';

export interface PostgresCall {
  readonly name: OperationName;
  readonly input: Operations[OperationName]['in'];
}

/**
 * What many callers do at once and wait for; all else has a transaction of its own. In the order of their locks, so that
 * two instances do not wait for each other in a circle.
 */
export const GROUPED: ReadonlySet<OperationName> = new Set([
  'accept',
  'settle',
  'retryLater',
  'park',
  'deny',
]);

/** Runs calls in one transaction. When it resolves, all of them are on the server's disk. */
export function createPostgresBatch(
  connections: PostgresConnections,
  operations: PostgresOperations,
  chainKey: KeyObject,
) {
  return (calls: readonly PostgresCall[]): Promise<readonly Result<unknown>[]> =>
    inTransaction(connections, async (transaction) => {
      const outputs = new Map<PostgresCall, unknown>();
      for (const name of new Set([...GROUPED, ...calls.map((call) => call.name)])) {
        const same = calls.filter((call) => call.name === name);
        const results = await runSame(operations, transaction, name, same);
        same.forEach((call, index) => outputs.set(call, results[index]));
      }
      await writeLedger(transaction, chainKey);
      if (calls.some((call) => makesCallDue(call, outputs.get(call)))) await transaction.query(NOTIFY_DUE);
      if (calls.some(({ name }) => name === 'deny')) await transaction.query(NOTIFY_DENIED);
      return calls.map((call) => ({ value: outputs.get(call) }));
    });
}

async function runSame(
  operations: PostgresOperations,
  transaction: PostgresTransaction,
  name: OperationName,
  calls: readonly PostgresCall[],
): Promise<readonly unknown[]> {
  if (calls.length === 0) return [];
  const operation = operations[name] as PostgresOperation<OperationName>;
  return operation(
    transaction,
    calls.map(({ input }) => input),
  );
}

function makesCallDue<Name extends OperationName>(
  { name, input }: { readonly name: Name; readonly input: Operations[Name]['in'] },
  output: unknown,
): boolean {
  return makesDue(name, input, output as Operations[Name]['out']);
}
