import { randomBytes } from 'node:crypto';
import { createAppClientRegistry } from '../app-clients/app-client-registry.ts';
import type { CognitoApiOptions } from '../cognito/cognito-api.ts';
import { createApp } from '../http/create-app.ts';
import { ROUTE_LABELS } from '../http/route-labels.ts';
import { createRequestLimiter } from '../rate-limit/request-limiter.ts';
import { createEndSession } from '../revocation/end-session.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import { createMemoryRevocationStore } from '../storage/memory/memory-revocation-store.ts';
import { createTelemetry, type RunningTelemetry } from '../telemetry/create-telemetry.ts';
import type { LogDestination } from '../telemetry/log-destination.ts';
import { createFingerprint, type Fingerprint } from '../tokens/fingerprint.ts';
import { createCognitoSide } from './cognito-side.ts';
import { limitPolicies } from './limit-policies.ts';
import type { Settings } from './load-settings.ts';
import { createServiceLifecycle, type ServiceLifecycle } from './service-lifecycle.ts';
import { createTelemetryJournal } from './telemetry-journal.ts';

const FINGERPRINT_KEY_BYTES = 32;

const systemClock: Clock = { nowMs: () => Date.now() };

export interface Service extends ServiceLifecycle {
  readonly telemetry: RunningTelemetry;
}

export interface ServiceOptions {
  /** Where log lines go: standard output unless given. */
  readonly logDestination?: LogDestination;
  /** For Cognito's operations that are signed. Unset: the default chain of the AWS SDK. */
  readonly awsCredentials?: CognitoApiOptions['credentials'];
}

/** Builds the whole service from its settings. Nothing listens and nothing is asked of Cognito before `start`. */
export function buildService(settings: Settings, options: ServiceOptions = {}): Service {
  const { config } = settings;
  const telemetry = createServiceTelemetry(settings, options.logDestination);
  const store = createMemoryRevocationStore();
  const appClients = createAppClientRegistry(settings.appClients);
  const cognito = createCognitoSide(settings, appClients, systemClock, options.awsCredentials);
  const endSession = createEndSession({
    store,
    revoker: cognito.revoker,
    userSignOut: cognito.userSignOut,
    journal: createTelemetryJournal(telemetry),
    clock: systemClock,
    upstreamDeadlineMs: config.upstream.deadlineMs,
  });
  const limiter = createRequestLimiter({
    policies: limitPolicies(config.rateLimit),
    report: (event) => telemetry.limitDecided(event),
  });
  const lifecycle = createServiceLifecycle({ settings, telemetry, store, cognito }, (isReady) =>
    createApp({
      endSession,
      appClients,
      tokens: cognito.tokens,
      admins: cognito.admins,
      limiter,
      telemetry,
      fingerprint: createServiceFingerprint(settings),
      settings: config.server,
      isReady,
    }),
  );
  return { telemetry, ...lifecycle };
}

function createServiceTelemetry(
  { config, appClients }: Settings,
  destination: LogDestination | undefined,
): RunningTelemetry {
  return createTelemetry({
    level: config.logLevel,
    routes: ROUTE_LABELS,
    secrets: appClients.flatMap(({ secrets }) => secrets.map((secret) => secret.reveal())),
    ...(destination === undefined ? {} : { destination }),
  });
}

function createServiceFingerprint({ config }: Settings): Fingerprint {
  const key = config.fingerprintKey?.reveal();
  return createFingerprint(
    key === undefined ? randomBytes(FINGERPRINT_KEY_BYTES) : Buffer.from(key, 'base64'),
  );
}
