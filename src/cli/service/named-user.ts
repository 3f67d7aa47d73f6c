import { UsageError } from '../command-error.ts';

/** Options that name a user. */
export const USER_OPTIONS = {
  username: { type: 'string' },
  sub: { type: 'string' },
  email: { type: 'string' },
  'user-pool': { type: 'string' },
} as const;

/** The same, for `--help`. */
export const USER_USAGE = `  --username          the user name, or what else the user signs in by
  --sub               the sub of the user, as tokens and the audit trail have it
  --email             the e-mail address
  --user-pool         the user pool`;

interface UserOptions {
  readonly username?: string | undefined;
  readonly sub?: string | undefined;
  readonly email?: string | undefined;
}

export interface NamedUser {
  readonly by: keyof UserOptions;
  readonly name: string;
}

/**
 * Whom the arguments name, by what.
 *
 * @throws UsageError where that is not exactly one
 */
export function namedUser({ username, sub, email }: UserOptions): NamedUser {
  const named = Object.entries({ username, sub, email }).flatMap(([by, name]) =>
    name === undefined ? [] : [{ by: by as keyof UserOptions, name }],
  );
  const [user, ...others] = named;
  if (user === undefined || others.length > 0) {
    throw new UsageError('Name the user by one of --username, --sub and --email.');
  }
  return user;
}
