import { isAboutNamedUser, type AdminUserCommand, type EndSessionCommand } from '../command.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import type { UserDirectory } from '../ports/users/user-directory.ts';
import type { DeadlineSignal } from '../tries/deadline-signal.ts';
import type { ProtectedUsers } from './protected-users.ts';

export interface SettleUserDependencies {
  readonly users: UserDirectory;
  readonly protectedUsers: ProtectedUsers;
}

export type SettledUser =
  | { readonly command: EndSessionCommand }
  /** There is no such user, the user is protected, or Cognito did not say who it is. */
  | { readonly outcome: UpstreamOutcome };

/** Another name for whoever is meant would slip past the protection. */
const PROTECTED: SettledUser = {
  outcome: { kind: 'rejected', code: 'forbidden', exceptionName: 'none' },
};

/**
 * Finds out, at the last moment before Cognito is told to act, whom a command is about, as far as that has to be known
 * and was not when the command was given: Cognito may have been out of reach then, or the configuration another one.
 */
export function createSettleUser({ users, protectedUsers }: SettleUserDependencies) {
  const settleNamed = async (command: AdminUserCommand, signal: DeadlineSignal): Promise<SettledUser> => {
    const { userPoolId, username, sub } = command;
    if (protectedUsers.include(userPoolId, { username, sub })) return PROTECTED;
    if (!isInDoubt(command, protectedUsers)) return { command };
    const isNameKnown = sub === undefined || command.isUnresolved !== true;
    const reference = isNameKnown ? ({ by: 'name', name: username } as const) : ({ by: 'sub', sub } as const);
    const lookup = await users.find({ userPoolId, ...reference }, signal.asAbortSignal());
    if (lookup.kind === 'several') throw new Error('a name and a sub are of one user');
    if (lookup.kind !== 'found') return { outcome: lookup };
    const { user } = lookup;
    if (protectedUsers.include(userPoolId, user)) return PROTECTED;
    return { command: { ...command, username: user.username, sub: user.sub, isUnresolved: false } };
  };

  return (command: EndSessionCommand, signal: DeadlineSignal): SettledUser | Promise<SettledUser> =>
    isAboutNamedUser(command) ? settleNamed(command, signal) : { command };
}

/** Known by the `sub` alone; or in a pool with protected users, who may be known by what only Cognito can tell. */
function isInDoubt(
  { userPoolId, isUnresolved = false }: AdminUserCommand,
  protectedUsers: ProtectedUsers,
): boolean {
  return isUnresolved || protectedUsers.inPool(userPoolId);
}
