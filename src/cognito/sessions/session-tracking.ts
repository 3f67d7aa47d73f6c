import type { CognitoApi } from '../cognito-api.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import { withinSignal } from '../outcome/within-signal.ts';

/** `unknown`: Cognito did not say, or the service may not ask. */
export type SessionTracking = 'on' | 'off' | 'no-such-pool' | 'unknown';

/**
 * Whether a user pool keeps records of sessions. Never throws.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolSessionConfiguration.html
 */
export async function sessionTrackingOf(
  api: CognitoApi,
  place: UserPoolPlace,
  signal: AbortSignal,
): Promise<SessionTracking> {
  try {
    const { UserSessionTracking } = await withinSignal(signal, async () => {
      const client = await api.at(place);
      const pool = { UserPoolId: place.userPoolId };
      return client.getUserPoolSessionConfiguration(pool, { abortSignal: signal });
    });
    return UserSessionTracking === 'ENABLED' ? 'on' : 'off';
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'ResourceNotFoundException') return 'no-such-pool';
    return name === 'FeatureUnavailableInTierException' ? 'off' : 'unknown';
  }
}
