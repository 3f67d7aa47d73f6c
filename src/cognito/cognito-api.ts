import type {
  CognitoIdentityProvider,
  CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserPoolPlace } from './cognito-app-client.ts';
import { requireUsableSuccess } from './transport/require-usable-success.ts';
import { createSdkRequestHandler } from './transport/sdk-request-handler.ts';
import type { UpstreamConnections } from './upstream-connections.ts';

export interface CognitoApiOptions {
  readonly connections: UpstreamConnections;
  /** AWS credentials for the operations that are signed. Unset: the SDK's default chain, asked at the first such call. */
  readonly credentials?: CognitoIdentityProviderClientConfig['credentials'] | undefined;
}

/** Cognito's API, one SDK client for each Region and endpoint. The SDK, which is large, is loaded when the first is wanted. */
export interface CognitoApi {
  at(place: Pick<UserPoolPlace, 'region' | 'endpoint'>): Promise<CognitoIdentityProvider>;
}

/**
 * Makes the SDK clients so that they add nothing of their own: one attempt, no logger, and no endpoint from the
 * environment (`AWS_ENDPOINT_URL`) or a profile, since refresh tokens and secrets go where the configuration of the
 * service says and nowhere else.
 */
export function createCognitoApi({ connections, credentials }: CognitoApiOptions): CognitoApi {
  const clients = new Map<string, Promise<CognitoIdentityProvider>>();
  const requestHandler = createSdkRequestHandler(connections);

  async function create({ region, endpoint }: Pick<UserPoolPlace, 'region' | 'endpoint'>) {
    const sdk = await import('@aws-sdk/client-cognito-identity-provider');
    const client = new sdk.CognitoIdentityProvider({
      region,
      requestHandler,
      maxAttempts: 1,
      retryMode: 'standard',
      ignoreConfiguredEndpointUrls: true,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined ? {} : { credentials }),
    });
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        requireUsableSuccess(result.response as Parameters<typeof requireUsableSuccess>[0]);
        return result;
      },
      { step: 'deserialize', priority: 'low' },
    );
    return client;
  }

  return {
    at: (place) => {
      const key = `${place.region} ${place.endpoint ?? ''}`;
      const client = clients.get(key) ?? create(place);
      clients.set(key, client);
      return client;
    },
  };
}
