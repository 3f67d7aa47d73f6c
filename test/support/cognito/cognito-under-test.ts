import { createApiTokenRevoker } from '../../../src/cognito/api-token-revoker.ts';
import { createCognitoApi, type CognitoApiOptions } from '../../../src/cognito/cognito-api.ts';
import type { CognitoAppClient, CognitoAppClients } from '../../../src/cognito/cognito-app-client.ts';
import { createDomainTokenRevoker } from '../../../src/cognito/domain/domain-token-revoker.ts';
import { createProbeAtDomain } from '../../../src/cognito/domain/probe-at-domain.ts';
import { createRevokeAtDomain } from '../../../src/cognito/domain/revoke-at-domain.ts';
import { createProbeSecrets } from '../../../src/cognito/probe-secrets.ts';
import { createSdkUserSignOut } from '../../../src/cognito/sdk-user-sign-out.ts';
import { createSdkSessionDirectory } from '../../../src/cognito/sessions/sdk-session-directory.ts';
import { createSdkSessionRevoker } from '../../../src/cognito/sessions/sdk-session-revoker.ts';
import { createSecretVerdicts } from '../../../src/cognito/secret-verdicts.ts';
import { createUnsignedCall } from '../../../src/cognito/transport/unsigned-call.ts';
import { createUpstreamConnections } from '../../../src/cognito/upstream-connections.ts';
import type { Clock } from '../../../src/revocation/ports/clock.ts';

export interface CognitoUnderTestOptions {
  readonly clients: readonly CognitoAppClient[];
  readonly clock?: Clock;
  readonly credentials?: CognitoApiOptions['credentials'];
}

const WALL_CLOCK: Clock = { nowMs: () => Date.now() };

/** The adapters of `cognito/`, put together as the service does. */
export function createCognitoUnderTest({
  clients,
  clock = WALL_CLOCK,
  credentials,
}: CognitoUnderTestOptions) {
  const connections = createUpstreamConnections();
  const api = createCognitoApi({ connections, credentials });
  const directory = directoryOf(clients);
  const revokeAtDomain = createRevokeAtDomain(connections);
  const domainVerdicts = createSecretVerdicts(createProbeAtDomain(revokeAtDomain), clock, 10_000);
  const verdicts = createSecretVerdicts(createProbeSecrets(api), clock, 10_000);
  const sessions = createSdkSessionDirectory(directory, api);
  return {
    connections,
    revoker: createApiTokenRevoker(directory, createUnsignedCall(connections), verdicts),
    domainRevoker: createDomainTokenRevoker(directory, revokeAtDomain, domainVerdicts),
    userSignOut: createSdkUserSignOut(directory, api),
    sessions,
    sessionRevoker: createSdkSessionRevoker(directory, api, sessions),
  };
}

function directoryOf(clients: readonly CognitoAppClient[]): CognitoAppClients {
  return { all: () => clients, find: (clientId) => clients.find((client) => client.clientId === clientId) };
}
