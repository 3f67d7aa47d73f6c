import type { Variable } from '../../src/config/variable.ts';

/** When a variable must be set, as a sentence; empty if never. */
export function requirementOf({ required }: Variable<unknown>): string {
  return required === undefined ? '' : `Required ${required}.`;
}
