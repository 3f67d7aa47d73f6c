import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { randomUUID } from 'node:crypto';
import type { PermissionFact } from '../../doctor/ports/client-facts.ts';
import type { Reading } from '../../doctor/reading.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { withinSignal } from '../outcome/within-signal.ts';
import { hindranceOf } from './hindrance-of.ts';
import { neededOperations, type NeededPermissions } from './needed-operations.ts';

/**
 * Asks whether AWS lets the service call what it needs. IAM decides before Cognito looks at what is asked for, so it is
 * asked about a user and an app client that no pool has: nothing can be changed.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export async function probePermissions(
  api: CognitoApi,
  place: UserPoolPlace,
  needed: NeededPermissions,
  signal: AbortSignal,
): Promise<readonly PermissionFact[]> {
  const probes = probesAt(await api.at(place), place.userPoolId, { abortSignal: signal });
  return Promise.all(
    neededOperations(needed).map(async (operation) => ({
      operation,
      reading: await readingOf(() => withinSignal(signal, probes[operation])),
    })),
  );
}

const NO_SESSION = `tkn${'0'.repeat(25)}`;

function probesAt(
  client: CognitoIdentityProvider,
  UserPoolId: string,
  options: { readonly abortSignal: AbortSignal },
) {
  const Username = `cognito-logout-doctor-${randomUUID()}`;
  const ClientId = `doctor${randomUUID().replaceAll('-', '')}`;
  const nobody = { UserPoolId, Username };
  const filter = { Filter: `username = "${Username}"`, Limit: 1, AttributesToGet: ['sub'] };
  return {
    AdminGetUser: () => client.adminGetUser(nobody, options),
    AdminUserGlobalSignOut: () => client.adminUserGlobalSignOut(nobody, options),
    ListUsers: () => client.listUsers({ UserPoolId, ...filter }, options),
    AdminDisableUser: () => client.adminDisableUser(nobody, options),
    AdminListUserSessions: () => client.adminListUserSessions(nobody, options),
    AdminRevokeUserSession: () =>
      client.adminRevokeUserSession({ ...nobody, SessionId: NO_SESSION }, options),
    UpdateUserPoolClient: () => client.updateUserPoolClient({ UserPoolId, ClientId }, options),
  };
}

/** Whatever Cognito itself says shows that IAM let the call through. */
async function readingOf(call: () => Promise<unknown>): Promise<Reading<'allowed'>> {
  try {
    await call();
    return { kind: 'read', value: 'allowed' };
  } catch (error) {
    const hindrance = hindranceOf(error, 'user-pool');
    const isOfCognito = ['refused', 'not-offered', 'absent', 'concurrent'].includes(hindrance.kind);
    return isOfCognito ? { kind: 'read', value: 'allowed' } : hindrance;
  }
}
