import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { openHostileSockets } from '../support/flood/hostile-sockets.ts';
import { createServiceWorld, type ServiceWorld } from '../support/process/service-world.ts';
import { postJson } from '../support/running-service.ts';

const DESCRIPTORS = 128;
const SOCKETS = 400;

describe(`T29, F41: a service with ${DESCRIPTORS} descriptors, and ${SOCKETS} connections to it`, () => {
  let world: ServiceWorld;

  beforeAll(async () => {
    world = await createServiceWorld();
  });
  afterAll(() => world.stop());

  test('goes on serving who was there before, can be watched, and serves everybody afterwards', async () => {
    const service = await world.start({}, { descriptorsMax: DESCRIPTORS });
    const { clientId, refreshToken } = world;
    const logout = async () =>
      (await postJson(`${service.url}/logout`, { refreshToken: refreshToken(), clientId })).status;
    const dropped = async () => {
      const metrics = await (await fetch(`${service.managementUrl}/metrics`)).text();
      return Number(/^http_connections_dropped_total (\d+)$/m.exec(metrics)?.[1]);
    };

    expect(await logout()).toBe(200);
    const hostile = await openHostileSockets({
      port: service.port,
      habit: 'silent',
      count: SOCKETS,
      dripMs: 1_000,
    });
    expect(await logout()).toBe(200);
    await eventually(async () => (await dropped()) > 0);
    hostile.destroy();

    await eventually(async () => (await logout().catch(() => 0)) === 200);
    expect(service.isRunning()).toBe(true);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
  });
});
