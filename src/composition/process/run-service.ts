import { processEnvironment } from '../../config/environment.ts';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { buildService, type Service, type ServiceOptions } from '../build-service.ts';
import { limitDiagnosticReports } from './limit-diagnostic-reports.ts';
import { listenProblem } from './listen-problem.ts';
import { loadSettings, type Settings } from '../load-settings.ts';
import { superviseProcess } from './supervise-process.ts';

/**
 * Runs the service as this process: reads the environment, listens, reads its secrets and keys again at SIGHUP, and stops at a
 * signal. A configuration that cannot work, or
 * a port that cannot be listened on, ends the process with exit code 1 and a message for the operator.
 */
export async function runService(options: ServiceOptions = {}): Promise<void> {
  limitDiagnosticReports();
  const settings = settingsOrExit();
  let fail: (() => void) | undefined;
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  const building = buildOrExit(settings, {
    ...options,
    onStoreBroken: () => fail?.(),
    readSettings: () => loadSettings(processEnvironment()),
  });
  // A start may wait for secrets, or for a database to be brought up to date: a signal meanwhile must not end it.
  process.on('SIGHUP', () => void building.then((service) => service.reload()));
  const service = await building;
  const { drainDelayMs, shutdownTimeoutMs } = settings.config.server;
  superviseProcess({
    telemetry: service.telemetry,
    drainDelayMs,
    shutdownTimeoutMs,
    stop: (times) => service.stop(times),
    failed,
  });
  try {
    await service.start();
  } catch (error) {
    const problem = listenProblem(error, settings.config.server);
    if (problem === undefined) throw error;
    exitWith(problem);
  }
}

function settingsOrExit(): Settings {
  try {
    return loadSettings(processEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return exitWith(error.message);
  }
}

async function buildOrExit(settings: Settings, options: ServiceOptions): Promise<Service> {
  try {
    return await buildService(settings, options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return exitWith(error.message);
  }
}

function exitWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
