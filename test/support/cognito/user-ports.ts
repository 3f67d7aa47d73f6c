import type {
  KnownUser,
  UserDirectory,
  UserReference,
} from '../../../src/revocation/ports/users/user-directory.ts';
import { createProtectedUsers } from '../../../src/revocation/users/protected-users.ts';

/** A directory in which everybody is found by name, and their `sub` is made of it. */
export const everybody: UserDirectory = {
  find: (reference) => Promise.resolve({ kind: 'found', user: knownUser(nameOf(reference)) }),
  subOf: ({ username }) => Promise.resolve(`sub-of-${username}`),
};

export function knownUser(username: string, changes: Partial<KnownUser> = {}): KnownUser {
  return { username, sub: `sub-of-${username}`, aliases: [], isEnabled: true, ...changes };
}

function nameOf(reference: UserReference): string {
  switch (reference.by) {
    case 'name':
      return reference.name;
    case 'sub':
      return reference.sub.replace(/^sub-of-/, '');
    case 'email':
      return reference.email.replace(/@.*/, '');
  }
}

const CONFIRMED = { kind: 'confirmed' } as const;

/** The ports about users and their sessions, of a Cognito that does whatever it is asked and knows no session. */
export const userPorts = {
  userDisabler: { disable: () => Promise.resolve(CONFIRMED) },
  sessions: {
    ofUser: () => Promise.resolve({ kind: 'listed' as const, sessions: [] }),
    own: () => Promise.resolve({ kind: 'listed' as const, sessions: [] }),
  },
  sessionRevoker: {
    revokeOfUser: () => Promise.resolve(CONFIRMED),
    revokeOwn: () => Promise.resolve(CONFIRMED),
  },
  users: everybody,
  protectedUsers: createProtectedUsers([]),
};
