import { expect, test } from '@jest/globals';
import { createAppClientRegistry } from '../../../src/app-clients/app-client-registry.ts';
import { loadSettings } from '../../../src/composition/load-settings.ts';
import { createSecretReloads } from '../../../src/composition/secrets/secret-reloads.ts';
import type { FetchedClient } from '../../../src/custody/secret-fetcher.ts';
import { workingEnvironment } from '../../config/working-environment.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const write = temporaryFiles();

/** Reloads whose timers run and whose secrets come when the test says so. */
function startedReloads() {
  const { COGNITO_CLIENT_SECRET: secret, ...environment } = workingEnvironment;
  const settings = loadSettings({ ...environment, COGNITO_CLIENT_SECRET_FILE: write('secret', secret) });
  const timers = new Map<object, () => void>();
  const fetches: (() => void)[] = [];
  const reloads = createSecretReloads({
    settings,
    readSettings: () => settings,
    custody: {
      fetch: (clients) =>
        new Promise<readonly FetchedClient[]>((resolve) => {
          fetches.push(() => resolve(clients.map((client) => ({ settings: client }))));
        }),
    },
    appClients: createAppClientRegistry(settings.appClients),
    telemetry: createRecordedTelemetry().telemetry,
    reloadKeys: () => Promise.resolve(),
    retryParked: () => Promise.resolve(),
    timers: {
      after(_ms, run) {
        const timer = {};
        timers.set(timer, run);
        return () => timers.delete(timer);
      },
    },
  });
  reloads.start();
  const runTimers = () => {
    const due = [...timers.values()];
    timers.clear();
    for (const run of due) run();
  };
  const waiting = () => timers.size;
  const deliver = () => fetches.shift()?.();
  return { reloads, runTimers, waiting, deliver };
}

const settled = () => new Promise(setImmediate);

test('secrets are read again and again', async () => {
  const { reloads, runTimers, waiting, deliver } = startedReloads();
  for (const _ of [1, 2]) {
    expect(waiting()).toBe(1);
    runTimers();
    await settled();
    expect(waiting()).toBe(0);
    deliver();
    await settled();
  }
  expect(waiting()).toBe(1);
  reloads.stop();
  expect(waiting()).toBe(0);
});

test('a reload that is on its way when they are stopped leaves no timer, which would hold the process', async () => {
  const { reloads, runTimers, waiting, deliver } = startedReloads();
  runTimers();
  await settled();
  reloads.stop();
  deliver();
  await settled();
  expect(waiting()).toBe(0);
});
