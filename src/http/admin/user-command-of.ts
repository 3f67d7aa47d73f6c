import { ServiceError } from '../../errors/service-error.ts';
import type { AdminRevokeRequest, RevokeTarget } from '../../protocols/json/admin-revoke-request.ts';
import type { AppClientDirectory, AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { AdminUserCommand, ManagedLogin } from '../../revocation/command.ts';
import { requireTracking } from '../../revocation/require-tracking.ts';
import type { UserReference } from '../../revocation/ports/users/user-directory.ts';
import { unknownUser } from '../../revocation/refusals/unknown-user.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Orderer } from './orderer.ts';
import { refuseProtected } from './refuse-protected.ts';
import { requirePoolRights } from './require-pool-rights.ts';

type NamedTarget = Extract<RevokeTarget, { kind: 'user' | 'session' }>;

/**
 * The command for a user whom an admin names. Where Cognito does not say who that is, an order by name or `sub` goes on
 * as it is, to be carried out once Cognito can be reached.
 *
 * @throws ServiceError `invalid-request`, `forbidden`, `feature-unavailable`, or what `FindUser` throws
 */
export async function userCommandOf(
  { endSso, disableUser, dryRun }: AdminRevokeRequest,
  target: NamedTarget,
  orderer: Orderer,
  dependencies: AppDependencies,
): Promise<AdminUserCommand> {
  const { appClients, findUser, protectedUsers } = dependencies;
  const userPoolId = target.userPoolId ?? onlyPoolOf(appClients);
  const act = target.kind === 'user' ? 'end-sessions-by-user' : 'end-sessions-by-id';
  requirePoolRights(orderer.admin, { act, userPoolId, user: nameOf(target.user) }, appClients);
  const clients = appClients.all().filter((client) => client.userPoolId === userPoolId);
  if (endSso && target.kind === 'user') requireTracking(clients);
  const found = await findUser({ userPoolId, ...target.user });
  if (found === undefined && dryRun) throw unknownUser('no answer to a dry run');
  const named = found === undefined ? namedAs(target.user) : { username: found.username, sub: found.sub };
  const command = commandFor(target, { userPoolId, ...named }, { endSso, disableUser, clients });
  if (protectedUsers.include(userPoolId, found ?? { ...named, aliases: [] }))
    return refuseProtected(command, orderer, dependencies);
  return command;
}

/**
 * The name or `sub` that an admin gave, for the audit trail, as long as Cognito has not said whose it is. None where it may be
 * an e-mail address or a phone number, which Cognito takes for names as well.
 */
export function nameOf(user: UserReference): string | undefined {
  switch (user.by) {
    case 'name':
      return /@|^\+/.test(user.name) ? undefined : user.name;
    case 'sub':
      return user.sub;
    case 'email':
      return undefined;
  }
}

interface Wishes {
  readonly endSso: boolean;
  readonly disableUser: boolean;
  readonly clients: readonly AppClientProfile[];
}

function commandFor(
  target: NamedTarget,
  user: Named & { readonly userPoolId: string },
  { endSso, disableUser, clients }: Wishes,
): AdminUserCommand {
  if (target.kind === 'session') {
    return { act: 'end-session-of-user', ...user, sessionId: target.sessionId, endSso };
  }
  return { act: 'end-user-sessions', ...user, endSso, disableUser, managedLogin: managedLoginOf(clients) };
}

function managedLoginOf(clients: readonly AppClientProfile[]): ManagedLogin {
  return {
    isTracked: clients.some(({ sessionTracking }) => sessionTracking),
    logoutUrl: clients.find(({ managedLogoutUrl }) => managedLogoutUrl !== undefined)?.managedLogoutUrl,
  };
}

interface Named {
  readonly username: string;
  readonly sub: string | undefined;
  readonly isUnresolved?: boolean;
}

/** Until Cognito says more, a user is what the admin said. An e-mail address is not taken for a name. */
function namedAs(user: UserReference): Named {
  switch (user.by) {
    case 'name':
      return { username: user.name, sub: undefined };
    case 'sub':
      return { username: user.sub, sub: user.sub, isUnresolved: true };
    case 'email':
      throw unknownUser('no answer to a lookup by e-mail address');
  }
}

function onlyPoolOf(appClients: AppClientDirectory): string {
  const [only, ...others] = new Set(appClients.all().map(({ userPoolId }) => userPoolId));
  if (only !== undefined && others.length === 0) return only;
  throw new ServiceError(
    'invalid-request',
    'Name the user pool too, as userPoolId: more than one is configured.',
  );
}
