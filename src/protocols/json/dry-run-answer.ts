import type { PlannedCall, Rehearsal } from '../../revocation/effects/rehearse.ts';
import type { Effect } from '../../revocation/receipt.ts';

/** Whom or what an order is about, once it has been looked up. */
export interface DryRunTarget {
  readonly userPoolId: string;
  readonly clientId?: string | undefined;
  readonly username?: string | undefined;
  readonly sub?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** What an order would do. It has no receipt, since nothing was done. */
export interface DryRunAnswer {
  readonly status: 'dryRun';
  readonly target: DryRunTarget;
  readonly calls: readonly PlannedCall[];
  readonly effects: readonly Effect[];
}

export function dryRunAnswer(target: DryRunTarget, { calls, effects }: Rehearsal): DryRunAnswer {
  return { status: 'dryRun', target, calls, effects };
}
