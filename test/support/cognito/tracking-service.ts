import {
  SetUserPoolSessionConfigurationCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { sdkFor } from '../../fake-cognito/seeded-fake.ts';
import { startRunningService, type RunningService } from '../running-service.ts';

type Start = Parameters<typeof startRunningService>;

export interface TrackingService {
  readonly service: RunningService;
  /** The witness: another client of the same Cognito. */
  readonly sdk: CognitoIdentityProviderClient;
  readonly stop: () => Promise<void>;
}

/** A service before a user pool that tracks sessions, as the service is told. */
export async function startTrackingService(writeFile: Start[0], options: Start[1]): Promise<TrackingService> {
  const service = await startRunningService(writeFile, {
    ...options,
    publicClient: { sessionTracking: true },
  });
  const sdk = sdkFor(service.fake);
  const tracking = { UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 50 } } as const;
  await sdk.send(new SetUserPoolSessionConfigurationCommand({ UserPoolId: service.userPoolId, ...tracking }));
  return {
    service,
    sdk,
    async stop() {
      sdk.destroy();
      await service.stop();
    },
  };
}
