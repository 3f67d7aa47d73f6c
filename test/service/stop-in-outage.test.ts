import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { createServiceWorld, type ServiceWorld } from '../support/process/service-world.ts';
import { postJson } from '../support/running-service.ts';

let world: ServiceWorld;
beforeAll(async () => {
  world = await createServiceWorld();
});
afterAll(() => world.stop());

/** Less than the relay gives a call that gets no answer, which is 20 s. */
const LESS_THAN_A_CALL_MS = 15_000;

test(
  'F35: a service whose calls get no answer does not wait for them to stop',
  async () => {
    const environment = {
      DATABASE_URL: `file:${join(mkdtempSync(join(tmpdir(), 'stop-')), 'data', 'logout.db')}`,
      UPSTREAM_DEADLINE_MS: '200',
      SHUTDOWN_TIMEOUT_MS: '3000',
    };
    world.fake.failNext({ operation: 'RevokeToken', kind: 'hang', times: Infinity });
    const service = await world.start(environment);
    const refreshToken = world.refreshToken();
    const answer = await postJson(`${service.url}/logout`, { refreshToken, clientId: world.clientId });
    expect(answer.status).toBe(202);
    // The relay has its turn after the caller's.
    await eventually(
      () => world.fake.calls().filter(({ operation }) => operation === 'RevokeToken').length >= 2,
    );

    service.kill('SIGTERM');
    await eventually(() => !service.isRunning(), LESS_THAN_A_CALL_MS);
    expect(await service.exited).toBe(0);
    expect(service.output()).toContain('"msg":"stopped"');
  },
  LESS_THAN_A_CALL_MS + 60_000,
);
