import { createAppClientRegistry, type AppClientRegistry } from '../app-clients/app-client-registry.ts';
import type { CognitoApiOptions } from '../cognito/cognito-api.ts';
import { createApp } from '../http/create-app.ts';
import { createOriginPermission } from '../http/origin-permission.ts';
import { ROUTE_LABELS } from '../http/routing/route-labels.ts';
import type { Relay } from '../relay/create-relay.ts';
import { createEndSession, type EndSession, type EndSessionDependencies } from '../revocation/end-session.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import { createFindUser } from '../revocation/users/find-user.ts';
import { createLateTries } from '../revocation/tries/late-tries.ts';
import { createProtectedUsers } from '../revocation/users/protected-users.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createTelemetry, type RunningTelemetry } from '../telemetry/create-telemetry.ts';
import type { LogDestination } from '../telemetry/log-destination.ts';
import { createFingerprint, type Fingerprint } from '../tokens/fingerprint.ts';
import { createCognitoSide } from './cognito-side.ts';
import { createDoctorSide } from './doctor/doctor-side.ts';
import { createFeedSide } from './feed-side.ts';
import { createLimits } from './limits.ts';
import type { Settings } from './load-settings.ts';
import { createRelaySide } from './relay-side.ts';
import { createCustodySide, fetchAllSecrets, type CustodySide } from './secrets/custody-side.ts';
import { protectedValues } from './secrets/protected-values.ts';
import { createSecretReloads, type SecretReloadParts, type SecretReloads } from './secrets/secret-reloads.ts';
import { reportAfterStart } from './doctor/report-after-start.ts';
import { createServiceLifecycle, type ServiceLifecycle } from './service-lifecycle.ts';
import { openStorageSide } from './storage-side.ts';
import { systemTimers } from './system-timers.ts';
import { createTelemetryJournal } from './telemetry-journal.ts';

/** The doctor takes no part in the start; but the sooner it uses the AWS SDK, the less compiled code of logouts that costs. */
const REPORT_AFTER_MS = 5000;

const systemClock: Clock = { nowMs: () => Date.now() };

export interface Service extends ServiceLifecycle {
  readonly telemetry: RunningTelemetry;
  /**
   * Takes over the secrets of app clients and the keys of the store, and tries at once whether that mends what waits for
   * an operator. Whatever else changed needs a restart. Never throws.
   */
  reload(): Promise<void>;
}

export interface ServiceOptions {
  /** Where log lines go: standard output unless given. */
  readonly logDestination?: LogDestination;
  /** In a line of the log, puts places in the sources where there are places in what was built from them. */
  readonly mapPlaces?: (text: string) => string;
  /** For Cognito's operations that are signed. Unset: the default chain of the AWS SDK. */
  readonly awsCredentials?: CognitoApiOptions['credentials'];
  /** `false` takes the net behind the log's allow-list away, for tests that prove that nothing needs it. */
  readonly scrubbing?: boolean;
  /** Hears when the store takes nothing any more until it is opened anew. */
  readonly onStoreBroken?: () => void;
  /** Reads the configuration again, for a reload. Unset: the settings that there are. @throws ConfigurationError */
  readonly readSettings?: () => Settings;
}

/**
 * Builds the whole service from its settings, over its opened store, once it has fetched the secrets that are kept
 * elsewhere. Nothing listens and nothing else is asked of anybody before `start`.
 *
 * @throws ConfigurationError (rejects) when a secret cannot be had, or the store must not be used as it is
 */
export async function buildService(settings: Settings, options: ServiceOptions = {}): Promise<Service> {
  const custody = createCustodySide(options.awsCredentials);
  const appClients = await fetchAllSecrets(custody, settings.appClients);
  return assemble({ ...settings, appClients }, custody, options);
}

async function assemble(settings: Settings, custody: CustodySide, options: ServiceOptions): Promise<Service> {
  const { config } = settings;
  const clock = systemClock;
  const telemetry = createServiceTelemetry(settings, options);
  const storage = await openStorageSide(config, telemetry, clock, options.onStoreBroken);
  const { store } = storage;
  const fingerprint = createServiceFingerprint(settings, storage);
  const appClients = createAppClientRegistry(settings.appClients);
  const journal = createTelemetryJournal(telemetry, () => reloads.refused());
  const shared = { appClients, telemetry, clock, journal };
  const cognitoParts = { ...shared, denials: storage.denials };
  const cognito = createCognitoSide(settings, cognitoParts, options.awsCredentials);
  const feedSide = createFeedSide({ ...storage, ...shared, ...cognito, settings });
  const protectedUsers = createProtectedUsers(config.admin.protectedUsers);
  const upstreams = { ...storage, ...shared, ...cognito, ...feedSide, protectedUsers };
  const { gate, relay } = createRelaySide({ ...upstreams, config });
  const lateTries = createLateTries();
  const endSession = createPipeline({ ...upstreams, gate, fingerprint, lateTries }, config, appClients);
  const doctorSide = createDoctorSide({ settings, ...shared, ...cognito, ...storage, relay });
  const limits = await createLimits(config.rateLimit, telemetry);
  const permissionOf = createOriginPermission(appClients);
  const parts = { settings, ...shared, storage, cognito, limits, relay, lateTries, permissionOf, feedSide };
  const lifecycle = createServiceLifecycle(parts, (isReady) =>
    createApp({
      ...storage,
      ...shared,
      endSession,
      ...cognito,
      ...feedSide,
      ...doctorSide,
      protectedUsers,
      findUser: createFindUser({ ...cognito, upstreamDeadlineMs: config.upstream.deadlineMs }),
      limiter: limits.limiter,
      intents: store,
      inTrace: telemetry.inTrace,
      fingerprint,
      settings: config.server,
      isReady,
      durability: store.durability,
    }),
  );
  const reported = reportAfterStart(lifecycle, {
    ...doctorSide,
    telemetry,
    timers: systemTimers,
    delayMs: REPORT_AFTER_MS,
  });
  const reloads = createReloads({ settings, custody, ...shared, storage, relay }, options);
  return { telemetry, reload: () => reloads.reload('signal'), ...keepFresh(reported, reloads, custody) };
}

type PipelineParts = Omit<
  EndSessionDependencies,
  'random' | 'upstreamDeadlineMs' | 'longestRefreshTokenValiditySeconds'
>;

function createPipeline(
  parts: PipelineParts,
  { upstream }: Settings['config'],
  appClients: AppClientRegistry,
): EndSession {
  return createEndSession({
    ...parts,
    random: Math.random,
    upstreamDeadlineMs: upstream.deadlineMs,
    longestRefreshTokenValiditySeconds: longestRefreshTokenValidity(appClients),
  });
}

interface ReloadedParts extends Pick<SecretReloadParts, 'settings' | 'custody' | 'appClients' | 'telemetry'> {
  readonly storage: Storage;
  readonly relay: Relay;
}

function createReloads({ storage, relay, ...parts }: ReloadedParts, options: ServiceOptions): SecretReloads {
  return createSecretReloads({
    ...parts,
    readSettings: options.readSettings ?? (() => parts.settings),
    reloadKeys: () => storage.reloadKeys(),
    retryParked: () => relay.reload(),
    timers: systemTimers,
  });
}

function keepFresh(
  lifecycle: ServiceLifecycle,
  reloads: SecretReloads,
  custody: CustodySide,
): ServiceLifecycle {
  return {
    async start() {
      const ports = await lifecycle.start();
      reloads.start();
      return ports;
    },
    async stop(times) {
      reloads.stop();
      const cutOff = await lifecycle.stop(times);
      await custody.close();
      return cutOff;
    },
  };
}

function createServiceTelemetry(
  { config, appClients }: Settings,
  { logDestination: destination, mapPlaces, scrubbing = true }: ServiceOptions,
): RunningTelemetry {
  return createTelemetry({
    level: config.logLevel,
    routes: ROUTE_LABELS,
    secrets: protectedValues({ config, appClients }),
    scrubbing,
    tracing: tracingOptions(config.tracing),
    ...(destination === undefined ? {} : { destination }),
    ...(mapPlaces === undefined ? {} : { mapPlaces }),
  });
}

function tracingOptions(tracing: Settings['config']['tracing']) {
  return tracing && { ...tracing, headers: tracing.headers?.reveal() ?? {} };
}

function createServiceFingerprint({ config }: Settings, storage: Storage): Fingerprint {
  const key = config.fingerprintKey?.reveal();
  return createFingerprint(key === undefined ? storage.fingerprintKey : Buffer.from(key, 'base64'));
}

function longestRefreshTokenValidity(appClients: AppClientRegistry): number {
  return Math.max(...appClients.all().map(({ refreshTokenValiditySeconds }) => refreshTokenValiditySeconds));
}
