import { randomUUID } from 'node:crypto';
import type { PermissionFact } from '../../doctor/ports/client-facts.ts';
import type { Reading } from '../../doctor/reading.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { withinSignal } from '../outcome/within-signal.ts';
import { hindranceOf } from './hindrance-of.ts';

/** Which operations are needed, by what is switched on. */
export interface NeededPermissions {
  /** Whether there are admins, who may sign users out. */
  readonly hasAdmins: boolean;
  readonly sessionTracking: boolean;
}

/**
 * Asks whether AWS lets the service call what it needs. IAM decides before Cognito looks at what is asked for, so it is
 * asked about a user whom no pool has: nothing can be changed.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export async function probePermissions(
  api: CognitoApi,
  place: UserPoolPlace,
  needed: NeededPermissions,
  signal: AbortSignal,
): Promise<readonly PermissionFact[]> {
  const client = await api.at(place);
  const options = { abortSignal: signal };
  const nobody = { UserPoolId: place.userPoolId, Username: `cognito-logout-doctor-${randomUUID()}` };
  const ofAdmins = {
    AdminUserGlobalSignOut: () => client.adminUserGlobalSignOut(nobody, options),
    AdminGetUser: () => client.adminGetUser(nobody, options),
  };
  const ofSessions = {
    AdminListUserSessions: () => client.adminListUserSessions(nobody, options),
    AdminRevokeUserSession: () =>
      client.adminRevokeUserSession({ ...nobody, SessionId: NO_SESSION }, options),
  };
  const probes: Readonly<Record<string, () => Promise<unknown>>> = needed.hasAdmins
    ? { ...ofAdmins, ...(needed.sessionTracking ? ofSessions : {}) }
    : {};
  return Promise.all(
    Object.entries(probes).map(async ([operation, call]) => ({
      operation,
      reading: await readingOf(() => withinSignal(signal, call)),
    })),
  );
}

const NO_SESSION = `tkn${'0'.repeat(25)}`;

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
