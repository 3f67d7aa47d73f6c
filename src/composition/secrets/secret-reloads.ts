import type { AppClientRegistry } from '../../app-clients/app-client-registry.ts';
import { isRemote } from '../../app-clients/secrets/secret-source.ts';
import type { FetchedClient, SecretFetcher } from '../../custody/secret-fetcher.ts';
import { watchFiles } from '../../custody/watch-files.ts';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import type { Timers } from '../../relay/ports/timers.ts';
import type { RunningTelemetry } from '../../telemetry/create-telemetry.ts';
import type { ReloadTrigger } from '../../telemetry/secrets/secret-telemetry.ts';
import type { Settings } from '../load-settings.ts';
import { createRuns } from './runs.ts';
import { protectedValues } from './protected-values.ts';

export interface SecretReloads {
  /** Reads secrets and, at a signal, the keys of the store again. Never throws. */
  reload(trigger: ReloadTrigger): Promise<void>;
  /** Cognito takes none of the secrets of an app client: they may have been rotated. */
  refused(): void;
  /** Looks for changes from now on. */
  start(): void;
  stop(): void;
}

export interface SecretReloadParts {
  readonly settings: Settings;
  /** Reads the configuration again. @throws ConfigurationError */
  readonly readSettings: () => Settings;
  readonly custody: SecretFetcher;
  readonly appClients: AppClientRegistry;
  readonly telemetry: Pick<
    RunningTelemetry,
    'protect' | 'reloaded' | 'reloadRefused' | 'secretsReloaded' | 'secretsChanged' | 'secretsUnavailable'
  >;
  readonly reloadKeys: () => Promise<void>;
  /** Tries at once whether the new secrets mend what waits for them. */
  readonly retryParked: () => Promise<void>;
  readonly timers: Timers;
}

/** A change of a file shows as several signs. */
const SETTLE_MS = 200;
/** Each logout that is refused asks for a reload, and each reload asks the sources. */
const REFUSAL_PAUSE_MS = 5_000;

export function createSecretReloads(parts: SecretReloadParts): SecretReloads {
  const { settings, timers } = parts;
  const everyMs = settings.config.secretsReloadIntervalSeconds * 1000;
  const runs = createRuns((trigger: ReloadTrigger) =>
    reloadOnce(parts, (paths) => files.follow(paths), trigger),
  );
  let isStarted = false;
  const calledOff = new Map<string, () => void>();
  const files = watchFiles(() => once('file', SETTLE_MS, () => void runs.ask('file')));

  /** Whatever asks for the same meanwhile is served by the one that is on its way. */
  function once(name: string, afterMs: number, run: () => void): void {
    if (calledOff.has(name)) return;
    const callOff = timers.after(afterMs, () => {
      calledOff.delete(name);
      run();
    });
    calledOff.set(name, callOff);
  }

  /** A reload that is on its way when they are stopped must not have another one follow. */
  function everySoOften(): void {
    if (!isStarted) return;
    once('interval', everyMs, () => void runs.ask('interval').then(everySoOften));
  }

  return {
    reload: (trigger) => runs.ask(trigger),
    refused() {
      if (!isStarted || calledOff.has('refusal')) return;
      once('refusal', REFUSAL_PAUSE_MS, () => undefined);
      void runs.ask('refusal');
    },
    start() {
      const canChange = settings.secretFiles.length > 0 || hasRemote(settings);
      if (!canChange) return;
      isStarted = true;
      files.follow(settings.secretFiles);
      everySoOften();
    },
    stop() {
      isStarted = false;
      files.close();
      for (const callOff of calledOff.values()) callOff();
      calledOff.clear();
    },
  };
}

function hasRemote({ appClients }: Settings): boolean {
  return appClients.some(({ secretSources = [] }) => secretSources.some(isRemote));
}

async function reloadOnce(
  parts: SecretReloadParts,
  follow: (paths: readonly string[]) => void,
  trigger: ReloadTrigger,
): Promise<void> {
  const { custody, appClients, telemetry } = parts;
  const next = read(parts);
  if (next === undefined) return telemetry.secretsReloaded({ trigger, changed: 0, failed: 1 });
  follow(next.secretFiles);
  const fetched = await custody.fetch(next.appClients);
  const good = fetched.flatMap((one) => ('failed' in one ? [] : [one.settings]));
  // Those of before may still be on their way to a log line, and app clients that failed keep theirs.
  const inUse = appClients.all().flatMap(({ secrets }) => secrets);
  telemetry.protect([...inUse, ...protectedValues({ ...next, appClients: good })]);
  const changed = appClients.takeSecrets(good);
  for (const { userPoolId, clientId, secrets } of changed) {
    const count = secrets.length;
    telemetry.secretsChanged({ userPoolId, clientId, trigger, count });
  }
  const failed = fetched.filter((one) => tellFailure(one, telemetry)).length;
  telemetry.secretsReloaded({ trigger, changed: changed.length, failed });
  if (trigger === 'signal') await parts.reloadKeys();
  if (changed.length > 0 || trigger === 'signal') await parts.retryParked();
  if (trigger === 'signal') telemetry.reloaded();
}

/** A configuration that has become wrong changes nothing. */
function read({ readSettings, telemetry }: SecretReloadParts): Settings | undefined {
  try {
    return readSettings();
  } catch (error) {
    const problems = error instanceof ConfigurationError ? error.problems : [];
    telemetry.reloadRefused({ variables: problems.map(({ variable }) => variable) });
    return undefined;
  }
}

function tellFailure(one: FetchedClient, telemetry: SecretReloadParts['telemetry']): boolean {
  if (!('failed' in one)) return false;
  const { userPoolId, clientId } = one.settings;
  const { source, failure } = one.failed;
  telemetry.secretsUnavailable({
    userPoolId,
    clientId,
    source: source.kind,
    why: failure.failureCause,
    remedy: failure.remedy,
    cause: failure.cause,
  });
  return true;
}
