import type { AdminAct } from '../../revocation/admin-act.ts';

/** Which operations are needed at a user pool, by what is switched on. */
export interface NeededPermissions {
  /** What at least one admin may do in the user pool. */
  readonly acts: readonly AdminAct[];
  readonly sessionTracking: boolean;
  /** Whether there are users whom no order may touch: then it has to be asked who somebody is. */
  readonly protectsUsers: boolean;
}

/**
 * Operations that IAM guards. The doctor's own, DescribeUserPoolClient, DescribeUserPool and
 * GetUserPoolSessionConfiguration, are not among them: they are called anyway.
 */
export type GuardedOperation =
  | 'AdminGetUser'
  | 'AdminUserGlobalSignOut'
  | 'ListUsers'
  | 'AdminDisableUser'
  | 'AdminListUserSessions'
  | 'AdminRevokeUserSession'
  | 'UpdateUserPoolClient';

/** A user may be named by name, `sub` or e-mail address. */
const WHOM = ['AdminGetUser', 'ListUsers'] as const;

const ALWAYS: Partial<Record<AdminAct, readonly GuardedOperation[]>> = {
  'end-sessions-by-user': [...WHOM, 'AdminUserGlobalSignOut'],
  'disable-users': ['AdminDisableUser'],
  'manage-clients': ['UpdateUserPoolClient'],
};

const WITH_SESSION_TRACKING: typeof ALWAYS = {
  'end-sessions-by-user': ['AdminListUserSessions', 'AdminRevokeUserSession'],
  'end-sessions-by-id': [...WHOM, 'AdminRevokeUserSession'],
  'read-sessions': ['AdminListUserSessions'],
};

const WITH_PROTECTED_USERS: typeof ALWAYS = {
  'end-sessions-by-token': ['AdminGetUser'],
};

/** Each operation that the service may come to call with a signature, once. */
export function neededOperations({
  acts,
  sessionTracking,
  protectsUsers,
}: NeededPermissions): readonly GuardedOperation[] {
  const tables = [
    ALWAYS,
    ...(sessionTracking ? [WITH_SESSION_TRACKING] : []),
    ...(protectsUsers ? [WITH_PROTECTED_USERS] : []),
  ];
  return [...new Set(tables.flatMap((table) => acts.flatMap((act) => table[act] ?? [])))];
}
