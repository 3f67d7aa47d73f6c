import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { createServiceWorld, type ServiceWorld } from '../support/process/service-world.ts';
import { openFuzzConnection } from '../support/fuzz/fuzz-connection.ts';
import { postJson } from '../support/running-service.ts';

const REQUESTS = 'POST /logout HTTP/1.1\r\nHost: service\r\nContent-Length: 0\r\n\r\n'.repeat(10);

describe('F50, T38: a service whose log nobody reads', () => {
  let world: ServiceWorld;

  beforeAll(async () => {
    world = await createServiceWorld();
  });
  afterAll(() => world.stop());

  test('goes on answering, counts the lines that it drops, and stops as ever', async () => {
    const service = await world.start();
    service.stopReading();
    const { clientId } = world;
    const linesDropped = async () => {
      const metrics = await (await fetch(`${service.managementUrl}/metrics`)).text();
      return Number(/^log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1]);
    };

    await eventually(async () => {
      const connection = openFuzzConnection(service.port, 'log', 20_000);
      for (let n = 0; n < 40; n += 1) {
        const { text } = await connection.exchange(REQUESTS);
        expect(text.match(/HTTP\/1\.1 400 /g)).toHaveLength(10);
      }
      await connection.close('end');
      return (await linesDropped()) > 0;
    });
    const { status } = await postJson(`${service.url}/logout`, {
      refreshToken: world.refreshToken(),
      clientId,
    });
    expect(status).toBe(200);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
  });
});
