import type { KnownUser } from '../ports/users/user-directory.ts';

/** An account that no admin's order may touch, such as one that is kept for emergencies. */
export interface ProtectedUser {
  readonly userPoolId: string;
  /** Its name, its `sub`, or anything else that it signs in by. */
  readonly name: string;
}

/** What is known of a user who is to be held against the protected ones. */
export type ProtectedCandidate = Pick<KnownUser, 'username' | 'sub'> & Partial<Pick<KnownUser, 'aliases'>>;

export interface ProtectedUsers {
  /** Whether there are any in the user pool. */
  inPool(userPoolId: string): boolean;
  /** Whether one of them is this user. Letters count the same in capitals, since most user pools know no difference. */
  include(userPoolId: string, user: ProtectedCandidate): boolean;
}

export function createProtectedUsers(users: readonly ProtectedUser[]): ProtectedUsers {
  const known = new Set(users.map(({ userPoolId, name }) => keyOf(userPoolId, name)));
  const pools = new Set(users.map(({ userPoolId }) => userPoolId));
  return {
    inPool: (userPoolId) => pools.has(userPoolId),
    include: (userPoolId, { username, sub, aliases = [] }) =>
      [username, ...(sub === undefined ? [] : [sub]), ...aliases].some((name) =>
        known.has(keyOf(userPoolId, name)),
      ),
  };
}

function keyOf(userPoolId: string, name: string): string {
  return `${userPoolId} ${name.normalize('NFC').toLowerCase()}`;
}
