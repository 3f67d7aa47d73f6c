import type { AppClient } from '../../app-clients/app-client.ts';
import type { AppClientAtCognito } from '../../doctor/ports/app-client-at-cognito.ts';
import type {
  ClientFacts,
  ConfiguredClient,
  ConfiguredPace,
  ExamineClient,
  SecretFact,
} from '../../doctor/ports/client-facts.ts';
import type { Reading } from '../../doctor/reading.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { ProbeSecrets } from '../probe-secrets.ts';
import { askUnsigned } from './ask-unsigned.ts';
import type { NeededPermissions } from './needed-operations.ts';
import { probePermissions } from './probe-permissions.ts';

export interface ExamineClientDependencies {
  readonly find: (clientId: string) => AppClient | undefined;
  readonly api: CognitoApi;
  readonly atCognito: AppClientAtCognito;
  /** By where the app client's tokens are revoked. */
  readonly probes: Readonly<Record<AppClient['upstream'], ProbeSecrets>>;
  readonly pace: ConfiguredPace;
  /** What the configuration has switched on in a user pool, as far as it needs permissions. */
  readonly switchedOn: (userPoolId: string) => Pick<NeededPermissions, 'acts' | 'protectsUsers'>;
  readonly clock: Clock;
}

/**
 * Reads everything that the doctor looks at through the AWS SDK. Nothing of it changes anything.
 *
 * @throws Error (rejects) for an app client that is not configured
 */
export function createSdkExamineClient(dependencies: ExamineClientDependencies): ExamineClient {
  const { find, api, atCognito, probes, pace, switchedOn, clock } = dependencies;
  return async (clientId, signal) => {
    const appClient = find(clientId);
    if (appClient === undefined) throw new Error('This app client is not configured.');
    const { userPoolId, sessionTracking } = appClient;
    const [asked, verdict, client, pool, tracking, permissions] = await Promise.all([
      askUnsigned(api, appClient, clock, signal),
      probes[appClient.upstream](appClient, signal),
      atCognito.describe(clientId, signal),
      atCognito.describePool(userPoolId, signal),
      atCognito.tracking(userPoolId, signal),
      probePermissions(api, appClient, { ...switchedOn(userPoolId), sessionTracking }, signal),
    ]);
    const secret = secretFact(verdict);
    return {
      configured: configuredOf(appClient),
      pace,
      ...asked,
      secret,
      client,
      pool,
      tracking,
      permissions,
    };
  };
}

function configuredOf(appClient: AppClient): ConfiguredClient {
  const { clientId, userPoolId, sessionTracking } = appClient;
  const { accessTokenValiditySeconds, idTokenValiditySeconds, refreshTokenValiditySeconds } = appClient;
  return {
    clientId,
    userPoolId,
    signOutUrls: [...appClient.signOutAddresses.keys()],
    accessTokenValiditySeconds,
    idTokenValiditySeconds,
    refreshTokenValiditySeconds,
    sessionTracking,
  };
}

function secretFact(verdict: SecretFact | UpstreamOutcome): ClientFacts['secret'] {
  return typeof verdict === 'string' ? { kind: 'read', value: verdict } : hindranceBy(verdict);
}

/** The other readings tell of what stands in the way; this one only must not claim anything. */
function hindranceBy(outcome: UpstreamOutcome): Reading<SecretFact> {
  if (outcome.kind === 'parked' && outcome.cause === 'client-not-found') {
    return { kind: 'absent', what: 'app-client' };
  }
  if (outcome.kind === 'retry') return { kind: 'unreachable', cause: outcome.cause };
  const name = 'exceptionName' in outcome ? outcome.exceptionName : undefined;
  return { kind: 'refused', exceptionName: name ?? 'Unknown' };
}
