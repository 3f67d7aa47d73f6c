import { expect, test } from '@jest/globals';
import { reportAfterStart } from '../../../src/composition/doctor/report-after-start.ts';
import { revocationOff } from '../../../src/doctor/findings/client/revocation-off.ts';
import { createRecordingTelemetry } from '../../support/http/in-memory-ports.ts';

const { id, severity, title, meaning, remedy } = revocationOff;
const REPORT = {
  clientId: 'client1',
  userPoolId: 'eu-west-1_Pool1',
  checkedAtMs: 0,
  findings: [{ id, severity, title, meaning, remedy, seen: 'It is off.' }],
};

function started() {
  const { telemetry, events } = createRecordingTelemetry();
  const timers: { run: () => void; delayMs: number; isCalledOff: boolean }[] = [];
  const lifecycle = reportAfterStart(
    { start: () => Promise.resolve({ port: 1, managementPort: 2 }), stop: () => Promise.resolve(3) },
    {
      clientReports: {
        known: () => undefined,
        forget: () => undefined,
        refresh: () => Promise.resolve([REPORT]),
      },
      telemetry,
      timers: {
        after: (delayMs, run) => {
          const timer = { run, delayMs, isCalledOff: false };
          timers.push(timer);
          return () => {
            timer.isCalledOff = true;
          };
        },
      },
      delayMs: 15_000,
    },
  );
  return { lifecycle, events, timers };
}

test('what is found is told a while after the start, which does not wait for it', async () => {
  const { lifecycle, events, timers } = started();
  expect(await lifecycle.start()).toEqual({ port: 1, managementPort: 2 });
  expect(events).toEqual([]);
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([15_000]);

  timers[0]?.run();
  await new Promise(setImmediate);

  expect(events).toEqual([
    {
      name: 'clientFinding',
      fields: {
        clientId: 'client1',
        userPoolId: 'eu-west-1_Pool1',
        finding: 'revocation-off',
        severity: 'error',
        seen: 'It is off.',
        remedy,
      },
    },
  ]);
});

test('nothing is examined any more once the service stops', async () => {
  const { lifecycle, timers } = started();
  await lifecycle.start();
  expect(await lifecycle.stop({ drainDelayMs: 0, timeoutMs: 0 })).toBe(3);
  expect(timers.map(({ isCalledOff }) => isCalledOff)).toEqual([true]);
});
