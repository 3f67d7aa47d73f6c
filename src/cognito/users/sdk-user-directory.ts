import type { AttributeType, CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import type {
  KnownUser,
  UserDirectory,
  UserLookup,
  UserReference,
} from '../../revocation/ports/users/user-directory.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClients } from '../cognito-app-client.ts';
import { outcomeOf } from '../outcome/outcome-of.ts';
import { withinSignal } from '../outcome/within-signal.ts';
import { requireUserPool } from '../require-user-pool.ts';
import { listMatchingUsers } from './list-matching-users.ts';
import { NAMED_USER_MEANINGS } from './named-user-meanings.ts';

/** Hears that Cognito did not say who a user is, so that nothing of theirs can be denied. Must not throw. */
export type LookupFailed = (event: { readonly userPoolId: string; readonly cause: unknown }) => void;

const NOBODY: UserLookup = {
  kind: 'rejected',
  code: 'user-not-found',
  exceptionName: 'none',
};

/**
 * Finds users through the AWS SDK, in user pools of configured app clients.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export function createSdkUserDirectory(
  clients: CognitoAppClients,
  api: CognitoApi,
  failed: LookupFailed,
): UserDirectory {
  return {
    async find({ userPoolId, ...reference }, signal) {
      const place = requireUserPool(clients, userPoolId);
      let found: readonly KnownUser[] = [];
      const look = async (): Promise<void> => {
        try {
          found = await usersKnownAs(reference, await api.at(place), userPoolId, signal);
        } catch (cause) {
          if (!isNotFound(cause)) failed({ userPoolId, cause });
          throw cause;
        }
      };
      const outcome = await outcomeOf(look, NAMED_USER_MEANINGS, signal);
      if (outcome.kind === 'already-dead') throw new Error('a lookup has no such outcome');
      if (outcome.kind !== 'confirmed') return outcome;
      const [user, ...others] = found;
      if (user === undefined) return NOBODY;
      return others.length === 0 ? { kind: 'found', user } : { kind: 'several' };
    },

    async subOf({ userPoolId, username }, signal) {
      const place = clients.all().find((one) => one.userPoolId === userPoolId);
      if (place === undefined) return undefined;
      try {
        const { UserAttributes = [] } = await withinSignal(signal, async () => {
          const client = await api.at(place);
          return client.adminGetUser({ UserPoolId: userPoolId, Username: username }, { abortSignal: signal });
        });
        return valueOf('sub', UserAttributes);
      } catch (cause) {
        if (!isNotFound(cause)) failed({ userPoolId, cause });
        return undefined;
      }
    },
  };
}

function isNotFound(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'UserNotFoundException';
}

async function usersKnownAs(
  reference: UserReference,
  client: CognitoIdentityProvider,
  userPoolId: string,
  signal: AbortSignal,
): Promise<readonly KnownUser[]> {
  if (reference.by === 'name') {
    const { Username, Enabled, UserAttributes } = await client.adminGetUser(
      { UserPoolId: userPoolId, Username: reference.name },
      { abortSignal: signal },
    );
    return [knownUser(Username ?? reference.name, Enabled, UserAttributes)];
  }
  const wanted =
    reference.by === 'sub'
      ? ({ name: 'sub', value: reference.sub } as const)
      : ({ name: 'email', value: reference.email } as const);
  const users = await listMatchingUsers(client, userPoolId, wanted, signal);
  return users.flatMap(({ Username, Enabled, Attributes }) =>
    Username === undefined ? [] : [knownUser(Username, Enabled, Attributes)],
  );
}

const ALIASES = ['email', 'phone_number', 'preferred_username'];

function knownUser(
  username: string,
  isEnabled: boolean | undefined,
  attributes: readonly AttributeType[] = [],
): KnownUser {
  return {
    username,
    sub: valueOf('sub', attributes),
    aliases: ALIASES.flatMap((name) => valueOf(name, attributes) ?? []),
    isEnabled: isEnabled !== false,
  };
}

function valueOf(name: string, attributes: readonly AttributeType[]): string | undefined {
  return attributes.find(({ Name }) => Name === name)?.Value;
}
