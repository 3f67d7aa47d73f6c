import type { SettingChange } from '../../../doctor/settings/settings-difference.ts';
import type { TokenRevocationResult } from '../../../doctor/settings/turn-on-token-revocation.ts';

/** One setting; `null` where it was not there. */
export interface ToldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface TokenRevocationAnswer {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly status: 'changed' | 'unchanged' | 'would-change';
  readonly changes: readonly ToldChange[];
  /** What was found when it was read again. */
  readonly verified?: {
    readonly settingsCompared: number;
    /** Settings that are not as they were, beside the one that was to change. */
    readonly moved: readonly ToldChange[];
    /** Whether somebody else changed the app client after this change, so that what moved may be theirs. */
    readonly changedAgain: boolean;
  };
  /** Tools whose next run may set it back. */
  readonly managedBy?: readonly string[] | 'unknown';
}

type Done = Extract<TokenRevocationResult, { kind: 'changed' | 'already-on' | 'would-change' }>;

export function tokenRevocationAnswer(
  { clientId, userPoolId }: { readonly clientId: string; readonly userPoolId: string },
  result: Done,
): TokenRevocationAnswer {
  const names = { clientId, userPoolId };
  switch (result.kind) {
    case 'already-on':
      return { ...names, status: 'unchanged', changes: [] };
    case 'would-change':
      return {
        ...names,
        status: 'would-change',
        changes: result.changes.map(told),
        managedBy: result.managedBy,
      };
    case 'changed':
      return {
        ...names,
        status: 'changed',
        changes: result.changes.map(told),
        verified: {
          settingsCompared: result.compared,
          moved: result.moved.map(told),
          changedAgain: result.overtaken,
        },
        managedBy: result.managedBy,
      };
  }
}

function told({ field, before, after }: SettingChange): ToldChange {
  return { field, before: before ?? null, after: after ?? null };
}
