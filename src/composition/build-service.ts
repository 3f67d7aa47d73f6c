import { createAppClientRegistry, type AppClientRegistry } from '../app-clients/app-client-registry.ts';
import type { CognitoApiOptions } from '../cognito/cognito-api.ts';
import { createApp } from '../http/create-app.ts';
import { createOriginPermission } from '../http/origin-permission.ts';
import { ROUTE_LABELS } from '../http/route-labels.ts';
import type { Relay } from '../relay/create-relay.ts';
import { createEndSession } from '../revocation/end-session.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Secret } from '../settings/secret.ts';
import { createTelemetry, type RunningTelemetry } from '../telemetry/create-telemetry.ts';
import type { LogDestination } from '../telemetry/log-destination.ts';
import { createFingerprint, type Fingerprint } from '../tokens/fingerprint.ts';
import { createCognitoSide } from './cognito-side.ts';
import { createFeedSide } from './feed-side.ts';
import { createLimits } from './limits.ts';
import type { Settings } from './load-settings.ts';
import { createRelaySide } from './relay-side.ts';
import { createServiceLifecycle, type ServiceLifecycle } from './service-lifecycle.ts';
import { openStorageSide } from './storage-side.ts';
import { createTelemetryJournal } from './telemetry-journal.ts';

const systemClock: Clock = { nowMs: () => Date.now() };

export interface Service extends ServiceLifecycle {
  readonly telemetry: RunningTelemetry;
  /**
   * Takes over the secrets of app clients and the keys of the store, and tries at once whether that mends what waits for
   * an operator. Whatever else changed needs a restart. Never throws.
   */
  reload(settings: Settings): Promise<void>;
}

export interface ServiceOptions {
  /** Where log lines go: standard output unless given. */
  readonly logDestination?: LogDestination;
  /** For Cognito's operations that are signed. Unset: the default chain of the AWS SDK. */
  readonly awsCredentials?: CognitoApiOptions['credentials'];
  /** `false` takes the net behind the log's allow-list away, for tests that prove that nothing needs it. */
  readonly scrubbing?: boolean;
  /** Hears when the store takes nothing any more until it is opened anew. */
  readonly onStoreBroken?: () => void;
}

/**
 * Builds the whole service from its settings, over its opened store. Nothing listens and nothing is asked of Cognito
 * before `start`.
 *
 * @throws ConfigurationError (rejects) when the store must not be used as it is
 */
export async function buildService(settings: Settings, options: ServiceOptions = {}): Promise<Service> {
  const { config } = settings;
  const clock = systemClock;
  const telemetry = createServiceTelemetry(settings, options);
  const storage = await openStorageSide(config, telemetry, clock, options.onStoreBroken);
  const { store, budget } = storage;
  const fingerprint = createServiceFingerprint(settings, storage);
  const appClients = createAppClientRegistry(settings.appClients);
  const common = { appClients, telemetry, clock };
  const cognito = createCognitoSide(settings, common, options.awsCredentials);
  const feedSide = createFeedSide({ ...storage, ...common, settings, users: cognito.users });
  const upstreams = {
    store,
    denyAccess: feedSide.denyAccess,
    ...cognito,
    journal: createTelemetryJournal(telemetry),
    clock,
  };
  const { gate, relay } = createRelaySide({ ...upstreams, ...common, config, budget });
  const endSession = createEndSession({
    ...upstreams,
    gate,
    random: Math.random,
    upstreamDeadlineMs: config.upstream.deadlineMs,
    fingerprint,
    longestRefreshTokenValiditySeconds: longestRefreshTokenValidity(appClients),
  });
  const limits = createLimits(config.rateLimit, telemetry);
  const permissionOf = createOriginPermission(appClients);
  const parts = { settings, ...common, storage, cognito, limits, relay, permissionOf, feedSide };
  const lifecycle = createServiceLifecycle(parts, (isReady) =>
    createApp({
      ...common,
      endSession,
      ...cognito,
      ...feedSide,
      limiter: limits.limiter,
      audit: storage.audit,
      intents: store,
      idempotencyKeys: storage.idempotencyKeys,
      inTrace: telemetry.inTrace,
      fingerprint,
      settings: config.server,
      isReady,
      durability: store.durability,
    }),
  );
  return { telemetry, reload: createReload({ telemetry, appClients, storage, relay }), ...lifecycle };
}

interface ReloadedParts {
  readonly telemetry: RunningTelemetry;
  readonly appClients: AppClientRegistry;
  readonly storage: Storage;
  readonly relay: Relay;
}

function createReload({ telemetry, appClients, storage, relay }: ReloadedParts): Service['reload'] {
  return async (next) => {
    telemetry.protect(secretsOf(next));
    appClients.takeSecrets(next.appClients);
    await storage.reloadKeys();
    await relay.reload();
    telemetry.reloaded();
  };
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
  const { fingerprintKey, rateLimit, database, tracing } = config;
  const ofClients = appClients.flatMap(({ secrets }) => secrets);
  return [
    ...ofClients.map((secret) => secret.reveal()),
    ...(fingerprintKey === undefined ? [] : [fingerprintKey.reveal()]),
    ...passwordIn(rateLimit.redisUrl),
    ...passwordIn(database.engine === 'postgres' ? database.url : undefined),
    ...Object.values(tracing?.headers?.reveal() ?? {}),
  ];
}

function passwordIn(url: Secret | undefined): readonly string[] {
  const password = url === undefined ? '' : new URL(url.reveal()).password;
  return password === '' ? [] : [decodeURIComponent(password)];
}

function createServiceFingerprint({ config }: Settings, storage: Storage): Fingerprint {
  const key = config.fingerprintKey?.reveal();
  return createFingerprint(key === undefined ? storage.fingerprintKey : Buffer.from(key, 'base64'));
}

function longestRefreshTokenValidity(appClients: AppClientRegistry): number {
  return Math.max(...appClients.all().map(({ refreshTokenValiditySeconds }) => refreshTokenValiditySeconds));
}
