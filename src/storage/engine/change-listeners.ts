import { createListeners, type Listeners } from './listeners.ts';
import { makesDue } from './makes-due.ts';
import type { OperationName, Operations } from './operations.ts';

/** Who wants to know that intents became due, or that the denylist has grown. */
export interface ChangeListeners {
  readonly due: Listeners;
  readonly denied: Listeners;
  /** Tells them, if an operation that was done here is of interest to them. */
  heard<Name extends OperationName>(
    name: Name,
    input: Operations[Name]['in'],
    output: Operations[Name]['out'],
  ): void;
}

export function createChangeListeners(): ChangeListeners {
  const due = createListeners();
  const denied = createListeners();
  return {
    due,
    denied,
    heard(name, input, output) {
      if (makesDue(name, input, output)) due.tell();
      if (name === 'deny') denied.tell();
    },
  };
}
