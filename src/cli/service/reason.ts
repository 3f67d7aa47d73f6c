import { UsageError } from '../command-error.ts';

/** The option that says why something is ordered. */
export const REASON_OPTIONS = { reason: { type: 'string' } } as const;

/** The same, for `--help`. Longer words are refused by `refuseSecrets`. */
export const REASON_USAGE =
  '  --reason            why, for the audit trail: one line, without secrets, no word of 48 characters or more';

/** @throws UsageError where none is given */
export function requireReason({ reason }: { readonly reason?: string | undefined }): string {
  if (reason !== undefined) return reason;
  throw new UsageError('Say why, for the audit trail: --reason "…".');
}
