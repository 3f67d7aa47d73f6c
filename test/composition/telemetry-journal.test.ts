import { expect, test } from '@jest/globals';
import { createTelemetryJournal } from '../../src/composition/telemetry-journal.ts';
import { createRecordedTelemetry } from '../support/recorded-telemetry.ts';

test('what the configuration has no longer is told once, with what to do, however much waits for it', async () => {
  const { telemetry, lines } = createRecordedTelemetry();
  const journal = createTelemetryJournal(telemetry, () => undefined);
  const userPoolId = 'eu-west-1_Example';
  for (const clientId of ['1h57kf5cpq17m0eml12example', '1h57kf5cpq17m0eml12example', undefined]) {
    const cause = clientId === undefined ? 'user-pool-not-found' : 'client-not-found';
    journal.unconfigured({ userPoolId, clientId, cause });
  }
  await telemetry.flush(1000);
  expect(lines()).toMatchObject([
    { msg: 'client misconfigured', clientId: '1h57kf5cpq17m0eml12example', problem: 'client-not-found' },
    { msg: 'client misconfigured', userPoolId, problem: 'user-pool-not-found' },
  ]);
  expect(lines()[0]?.['remedy']).toContain('or the configuration does not any more');
});
