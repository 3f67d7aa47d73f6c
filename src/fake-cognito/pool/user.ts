import { randomUUID } from 'node:crypto';

/** A user of a pool. Fields that operations change are mutable. */
export interface User {
  readonly sub: string;
  readonly username: string;
  password: string;
  enabled: boolean;
  readonly attributes: Map<string, string>;
  groups: readonly string[];
  /** How often all of the user's sessions were ended; tokens of an earlier count are revoked. */
  signOuts: number;
}

export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
  readonly groups?: readonly string[] | undefined;
}

export function createUser(user: NewUser): User {
  return userWith(randomUUID(), user);
}

/** In a pool whose users sign in by e-mail: the name that is given is the address, and the user's own name the `sub`. */
export function createUserOfEmail({ username: email, ...user }: NewUser): User {
  const sub: string = randomUUID();
  return userWith(sub, { ...user, username: sub, email: email.toLowerCase() });
}

function userWith(sub: string, { username, password, email, groups = [] }: NewUser): User {
  const attributes = new Map<string, string>([['sub', sub]]);
  if (email !== undefined) attributes.set('email', email).set('email_verified', 'true');
  return { sub, username, password, enabled: true, attributes, groups, signOuts: 0 };
}

/** Nobody can sign in as a disabled user, and the tokens of before stay dead when the user is enabled again. */
export function disableUser(user: User): void {
  user.enabled = false;
  user.signOuts += 1;
}
