import { createApiKeyAuthenticator } from '../admin-keys/api-key-authenticator.ts';
import type { AppClientRegistry } from '../app-clients/app-client-registry.ts';
import { createAdminTokenAuthenticator } from '../cognito/admin-token-authenticator.ts';
import { createApiTokenRevoker } from '../cognito/api-token-revoker.ts';
import { chooseTokenRevoker } from '../cognito/choose-token-revoker.ts';
import { createCognitoApi, type CognitoApi, type CognitoApiOptions } from '../cognito/cognito-api.ts';
import type { UserPoolPlace } from '../cognito/cognito-app-client.ts';
import { createCognitoTokenVerifier } from '../cognito/cognito-token-verifier.ts';
import { createDomainTokenRevoker } from '../cognito/domain/domain-token-revoker.ts';
import { createProbeAtDomain } from '../cognito/domain/probe-at-domain.ts';
import { createRevokeAtDomain } from '../cognito/domain/revoke-at-domain.ts';
import { createApiPassThrough } from '../cognito/pass-through/api-pass-through.ts';
import { createProbeSecrets } from '../cognito/probe-secrets.ts';
import { createSdkUserDirectory } from '../cognito/users/sdk-user-directory.ts';
import { createSdkUserDisabler } from '../cognito/users/sdk-user-disabler.ts';
import { createSdkUserSignOut } from '../cognito/sdk-user-sign-out.ts';
import { createKnownTracking } from '../cognito/sessions/known-tracking.ts';
import { createProvenLinkRevoker } from '../cognito/sessions/proven-link-revoker.ts';
import { createSdkSessionDirectory } from '../cognito/sessions/sdk-session-directory.ts';
import { createSdkSessionRevoker } from '../cognito/sessions/sdk-session-revoker.ts';
import { createSecretVerdicts } from '../cognito/secret-verdicts.ts';
import { createUnsignedCall } from '../cognito/transport/unsigned-call.ts';
import { createUserPoolMetadata } from '../cognito/user-pools/user-pool-metadata.ts';
import {
  createUpstreamConnections,
  UPSTREAM_BOUNDS,
  type UpstreamConnections,
} from '../cognito/upstream-connections.ts';
import { upstreamConnectionLimit } from '../http/server/connection-limit.ts';
import { isAdminAct, type AdminAct } from '../revocation/admin-act.ts';
import type { ActsByName } from '../settings/formats/admin/acts-by-name.ts';
import { regionOf } from '../settings/formats/cognito-names.ts';
import { createListSessions, type ListSessions } from '../revocation/list-sessions.ts';
import type { AdminAuthenticator } from '../revocation/ports/admin-authenticator.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { ApiPassThrough } from '../revocation/ports/api-pass-through.ts';
import type { Denials } from '../revocation/ports/denials.ts';
import type { ListingJournal } from '../revocation/ports/listing-journal.ts';
import type { ProviderMetadataSource } from '../revocation/ports/provider-metadata.ts';
import type { SessionDirectory } from '../revocation/ports/users/session-directory.ts';
import type { SessionRevoker } from '../revocation/ports/users/session-revoker.ts';
import type { TokenRevoker } from '../revocation/ports/token-revoker.ts';
import type { TokenVerifier } from '../revocation/ports/token-verifier.ts';
import type { UserDisabler } from '../revocation/ports/users/user-disabler.ts';
import type { UserDirectory } from '../revocation/ports/users/user-directory.ts';
import type { UserSignOut } from '../revocation/ports/users/user-sign-out.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createAdminAuthenticator } from './admin-authenticator.ts';
import type { Settings } from './load-settings.ts';

/** Everything that speaks to Cognito, over one pool of connections. */
export interface CognitoSide {
  readonly api: CognitoApi;
  readonly connections: UpstreamConnections;
  readonly revoker: TokenRevoker;
  readonly userSignOut: UserSignOut;
  readonly sessions: SessionDirectory;
  readonly listSessions: ListSessions;
  readonly sessionRevoker: SessionRevoker;
  readonly users: UserDirectory;
  readonly userDisabler: UserDisabler;
  readonly tokens: TokenVerifier;
  readonly metadata: ProviderMetadataSource;
  readonly passThrough: ApiPassThrough;
  readonly admins: AdminAuthenticator;
  /**
   * Fetches what the first requests would otherwise wait for: the keys of the user pools of app clients and admins, and
   * the AWS SDK, where a logout may ask whether sessions are tracked. Never throws.
   */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export interface CognitoSideParts {
  readonly appClients: AppClientRegistry;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly journal: ListingJournal;
  readonly denials: Pick<Denials, 'hits'>;
}

export function createCognitoSide(
  settings: Settings,
  { appClients, telemetry, clock, journal, denials }: CognitoSideParts,
  credentials: CognitoApiOptions['credentials'],
): CognitoSide {
  const connections = createUpstreamConnections(upstreamConnectionLimit(UPSTREAM_BOUNDS.upstreamConnections));
  const api = createCognitoApi({ connections, credentials });
  const verdicts = createSecretVerdicts(createProbeSecrets(api), clock, settings.config.upstream.deadlineMs);
  const tokens = createCognitoTokenVerifier({ clients: appClients, connections, clock });
  const adminTokens = createAdminTokens(settings, { appClients, connections, clock, denials });
  const sessions = createSdkSessionDirectory(appClients, api);
  return {
    api,
    connections,
    revoker: chooseTokenRevoker(appClients, {
      api: createProvenLinkRevoker(
        createApiTokenRevoker(appClients, createUnsignedCall(connections), verdicts),
        appClients,
        createKnownTracking(api, clock),
      ),
      domain: createDomainSide(settings, appClients, connections, clock),
    }),
    userSignOut: createSdkUserSignOut(appClients, api),
    sessions,
    listSessions: createListSessions({
      sessions,
      journal,
      clock,
      upstreamDeadlineMs: settings.config.upstream.deadlineMs,
    }),
    sessionRevoker: createSdkSessionRevoker(appClients, api, sessions),
    userDisabler: createSdkUserDisabler(appClients, api),
    users: createSdkUserDirectory(appClients, api, (event) => telemetry.userLookupFailed(event)),
    tokens,
    passThrough: createApiPassThrough(appClients, connections),
    metadata: createUserPoolMetadata({
      clients: appClients,
      connections,
      clock,
      waitTimeoutMs: settings.config.upstream.deadlineMs,
    }),
    admins: createAdminAuthenticator(
      createApiKeyAuthenticator(settings.apiKeys, clock),
      adminTokens?.authenticator,
    ),
    warmUp: () => warmUp([tokens, ...(adminTokens === undefined ? [] : [adminTokens])], api, appClients),
    close: () => connections.close(),
  };
}

async function warmUp(
  tokens: readonly { warmUp(): Promise<void> }[],
  api: CognitoApi,
  appClients: AppClientRegistry,
): Promise<void> {
  const tracked = appClients.all().find(({ sessionTracking }) => sessionTracking);
  const loaded = tracked === undefined ? undefined : api.at(tracked).catch(() => undefined);
  await Promise.all([...tokens.map((verifier) => verifier.warmUp()), loaded]);
}

function createDomainSide(
  { config }: Settings,
  appClients: AppClientRegistry,
  connections: UpstreamConnections,
  clock: Clock,
): TokenRevoker {
  const revokeAtDomain = createRevokeAtDomain(connections);
  const probe = createProbeAtDomain(revokeAtDomain);
  const verdicts = createSecretVerdicts(probe, clock, config.upstream.deadlineMs);
  return createDomainTokenRevoker(appClients, revokeAtDomain, verdicts);
}

interface AdminTokenParts {
  readonly appClients: AppClientRegistry;
  readonly connections: UpstreamConnections;
  readonly clock: Clock;
  readonly denials: Pick<Denials, 'hits'>;
}

interface AdminTokens {
  readonly authenticator: AdminAuthenticator;
  /** Never throws. */
  warmUp(): Promise<void>;
}

function createAdminTokens(
  { config }: Settings,
  { appClients, connections, clock, denials }: AdminTokenParts,
): AdminTokens | undefined {
  const { tokens } = config.admin;
  if (tokens === undefined) return undefined;
  const { userPoolId, clientId } = tokens;
  const accepted = [{ ...placeOf(userPoolId, appClients, config.appClient?.endpoint), clientId }];
  const verifier = createCognitoTokenVerifier({
    clients: { all: () => accepted },
    connections,
    clock,
    // A logout can do without its proof, and waits little for it. An admin without one is refused.
    keysTimeoutMs: config.upstream.deadlineMs,
  });
  const { groupActs, scopeActs, ...rights } = tokens;
  const known = { groupActs: knownActs(groupActs), scopeActs: knownActs(scopeActs) };
  return {
    authenticator: createAdminTokenAuthenticator(verifier, denials, { ...rights, ...known }),
    warmUp: () => verifier.warmUp(),
  };
}

/** Names that are no acts were refused when the settings were loaded. */
function knownActs(acts: ActsByName | undefined): ReadonlyMap<string, readonly AdminAct[]> | undefined {
  return acts && new Map([...acts].map(([name, names]) => [name, names.filter(isAdminAct)]));
}

/** Admins may have a user pool of their own: then its Region is the one in its id. */
function placeOf(
  userPoolId: string,
  appClients: AppClientRegistry,
  endpoint: string | undefined,
): UserPoolPlace {
  const known = appClients.all().find((client) => client.userPoolId === userPoolId);
  return known ?? { userPoolId, region: regionOf(userPoolId), endpoint };
}
