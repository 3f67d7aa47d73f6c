import type { CognitoApiOptions } from '../../cognito/cognito-api.ts';
import { createSdkRequestHandler } from '../../cognito/transport/sdk-request-handler.ts';
import type { UpstreamConnections } from '../../cognito/upstream-connections.ts';

export interface AwsAccess {
  readonly connections: UpstreamConnections;
  /** Unset: the SDK's default chain. */
  readonly credentials?: CognitoApiOptions['credentials'] | undefined;
}

interface Place {
  readonly region: string;
  readonly endpoint?: string | undefined;
}

/**
 * Settings of an SDK client that adds nothing of its own: one attempt, bounded connections, and no endpoint from the
 * environment or a profile, since secrets go where the configuration of the service says and nowhere else.
 */
export function sdkSettings({ region, endpoint }: Place, { connections, credentials }: AwsAccess) {
  return {
    region,
    requestHandler: createSdkRequestHandler(connections),
    maxAttempts: 1,
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
