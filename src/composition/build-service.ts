import { randomBytes } from 'node:crypto';
import { createAppClientRegistry } from '../app-clients/app-client-registry.ts';
import type { CognitoApiOptions } from '../cognito/cognito-api.ts';
import { createApp } from '../http/create-app.ts';
import { createOriginPermission } from '../http/origin-permission.ts';
import { ROUTE_LABELS } from '../http/route-labels.ts';
import { createEndSession } from '../revocation/end-session.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import { createMemoryRevocationStore } from '../storage/memory/memory-revocation-store.ts';
import { createTelemetry, type RunningTelemetry } from '../telemetry/create-telemetry.ts';
import type { LogDestination } from '../telemetry/log-destination.ts';
import { createFingerprint, type Fingerprint } from '../tokens/fingerprint.ts';
import { createCognitoSide } from './cognito-side.ts';
import { createLimits } from './limits.ts';
import type { Settings } from './load-settings.ts';
import { createServiceLifecycle, type ServiceLifecycle } from './service-lifecycle.ts';
import { createTelemetryJournal } from './telemetry-journal.ts';

const FINGERPRINT_KEY_BYTES = 32;

/** Cognito's default for the life of a refresh token. */
const REFRESH_TOKEN_VALIDITY_MS = 30 * 86_400_000;

const systemClock: Clock = { nowMs: () => Date.now() };

export interface Service extends ServiceLifecycle {
  readonly telemetry: RunningTelemetry;
}

export interface ServiceOptions {
  /** Where log lines go: standard output unless given. */
  readonly logDestination?: LogDestination;
  /** For Cognito's operations that are signed. Unset: the default chain of the AWS SDK. */
  readonly awsCredentials?: CognitoApiOptions['credentials'];
  /** `false` takes the net behind the log's allow-list away, for tests that prove that nothing needs it. */
  readonly scrubbing?: boolean;
}

/** Builds the whole service from its settings. Nothing listens and nothing is asked of Cognito before `start`. */
export function buildService(settings: Settings, options: ServiceOptions = {}): Service {
  const { config } = settings;
  const telemetry = createServiceTelemetry(settings, options);
  const store = createMemoryRevocationStore(systemClock);
  const fingerprint = createServiceFingerprint(settings);
  const appClients = createAppClientRegistry(settings.appClients);
  const cognito = createCognitoSide(settings, appClients, systemClock, options.awsCredentials);
  const endSession = createEndSession({
    store,
    revoker: cognito.revoker,
    userSignOut: cognito.userSignOut,
    journal: createTelemetryJournal(telemetry),
    clock: systemClock,
    upstreamDeadlineMs: config.upstream.deadlineMs,
    fingerprint,
    refreshTokenValidityMs: REFRESH_TOKEN_VALIDITY_MS,
  });
  const limits = createLimits(config.rateLimit, telemetry);
  const permissionOf = createOriginPermission(appClients);
  const parts = { settings, telemetry, store, cognito, limits, permissionOf };
  const lifecycle = createServiceLifecycle(parts, (isReady) =>
    createApp({
      endSession,
      appClients,
      tokens: cognito.tokens,
      metadata: cognito.metadata,
      admins: cognito.admins,
      limiter: limits.limiter,
      telemetry,
      inTrace: telemetry.inTrace,
      fingerprint,
      settings: config.server,
      isReady,
    }),
  );
  return { telemetry, ...lifecycle };
}

function createServiceTelemetry(
  { config, appClients }: Settings,
  { logDestination: destination, scrubbing = true }: ServiceOptions,
): RunningTelemetry {
  return createTelemetry({
    level: config.logLevel,
    routes: ROUTE_LABELS,
    secrets: secretsOf({ config, appClients }),
    scrubbing,
    tracing: tracingOptions(config.tracing),
    ...(destination === undefined ? {} : { destination }),
  });
}

function tracingOptions(tracing: Settings['config']['tracing']) {
  return tracing && { ...tracing, headers: tracing.headers?.reveal() ?? {} };
}

/** What must not stand in a log line, wherever it came from. */
function secretsOf({ config, appClients }: Pick<Settings, 'config' | 'appClients'>): readonly string[] {
  const { fingerprintKey, rateLimit, tracing } = config;
  const ofClients = appClients.flatMap(({ secrets }) => secrets);
  const redisPassword = rateLimit.redisUrl && new URL(rateLimit.redisUrl.reveal()).password;
  return [
    ...ofClients.map((secret) => secret.reveal()),
    ...(fingerprintKey === undefined ? [] : [fingerprintKey.reveal()]),
    ...(redisPassword === undefined ? [] : [decodeURIComponent(redisPassword)]),
    ...Object.values(tracing?.headers?.reveal() ?? {}),
  ];
}

function createServiceFingerprint({ config }: Settings): Fingerprint {
  const key = config.fingerprintKey?.reveal();
  return createFingerprint(
    key === undefined ? randomBytes(FINGERPRINT_KEY_BYTES) : Buffer.from(key, 'base64'),
  );
}
