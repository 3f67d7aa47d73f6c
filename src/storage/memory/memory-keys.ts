import type { Operations } from '../engine/operations.ts';
import type { MemoryState } from './memory-state.ts';

type Input<Name extends keyof Operations> = Operations[Name]['in'];
type Output<Name extends keyof Operations> = Operations[Name]['out'];

export function createMemoryKeys(state: MemoryState) {
  const { keys } = state;

  const begin = (input: Input<'beginKey'>): Output<'beginKey'> => {
    const { id, requestHash, leaseId, leaseUntilMs, expiresAtMs } = input;
    keys.set(id, { requestHash, leaseId, leaseUntilMs, expiresAtMs, answer: undefined });
    return { kind: 'first' };
  };

  return {
    beginKey(input: Input<'beginKey'>): Output<'beginKey'> {
      const known = keys.get(input.id);
      if (known === undefined || known.expiresAtMs <= input.nowMs) return begin(input);
      if (known.requestHash !== input.requestHash) return { kind: 'mismatch' };
      if (known.answer !== undefined) return { kind: 'answered', answer: known.answer };
      return known.leaseUntilMs > input.nowMs ? { kind: 'running' } : begin(input);
    },

    finishKey({ id, leaseId, answer }: Input<'finishKey'>): Output<'finishKey'> {
      const known = keys.get(id);
      if (known?.leaseId === leaseId) known.answer = answer;
    },

    forgetKey({ id, leaseId }: Input<'forgetKey'>): Output<'forgetKey'> {
      if (keys.get(id)?.leaseId === leaseId) keys.delete(id);
    },
  };
}
