import type { OperationName, Operations } from '../../engine/operations.ts';
import type { PostgresTransaction } from '../postgres-transaction.ts';

/**
 * One kind of operation, for all of a batch at once: as many outputs as inputs, in their order. What two inputs of a
 * batch have in common (the same intent, say) counts as if they had come one after the other.
 */
export type PostgresOperation<Name extends OperationName> = (
  transaction: PostgresTransaction,
  inputs: readonly Operations[Name]['in'][],
) => Promise<readonly Operations[Name]['out'][]>;

export type PostgresOperations = { readonly [Name in OperationName]: PostgresOperation<Name> };

export type PostgresOperationsFor<Names extends OperationName> = Pick<PostgresOperations, Names>;

/** Does them one after the other. */
export function oneByOne<Name extends OperationName>(
  operation: (
    transaction: PostgresTransaction,
    input: Operations[Name]['in'],
  ) => Promise<Operations[Name]['out']>,
): PostgresOperation<Name> {
  return async (transaction, inputs) => {
    const outputs: Operations[Name]['out'][] = [];
    for (const input of inputs) outputs.push(await operation(transaction, input));
    return outputs;
  };
}
