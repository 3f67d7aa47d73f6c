import { UsageError } from '../command-error.ts';

/** Options that say which of the logouts that wait. */
export const PARKED_OPTIONS = {
  'user-pool': { type: 'string' },
  client: { type: 'string' },
  'no-client': { type: 'boolean' },
  cause: { type: 'string' },
  receipt: { type: 'string' },
} as const;

/** The same, for `--help`. */
export const PARKED_USAGE = `  --user-pool         those of a user pool
  --client            those of an app client
  --no-client         those that are about no app client, such as an admin's sign-out of a user
  --cause             those that wait for this, as "parked list" names it
  --receipt           the one with this receipt`;

interface ParkedOptions {
  readonly 'user-pool'?: string | undefined;
  readonly client?: string | undefined;
  readonly 'no-client'?: boolean | undefined;
  readonly cause?: string | undefined;
  readonly receipt?: string | undefined;
}

/**
 * The fields of a request about logouts that wait.
 *
 * @throws UsageError
 */
export function parkedFilter(options: ParkedOptions): Readonly<Record<string, string | null | undefined>> {
  const { client, 'no-client': none = false, cause, receipt: receiptId } = options;
  if (none && client !== undefined) throw new UsageError('Say one of --client and --no-client, not both.');
  return { userPoolId: options['user-pool'], clientId: none ? null : client, cause, receiptId };
}
