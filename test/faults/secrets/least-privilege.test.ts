import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServiceWorld, type ServiceWorld } from '../../support/process/service-world.ts';
import { postJson } from '../../support/running-service.ts';

let world: ServiceWorld;

beforeAll(async () => {
  world = await createServiceWorld();
});
afterAll(() => world.stop());

test('T58: the service works without the right to write files, to start programs or to load addons', async () => {
  const service = await world.start(
    { DATABASE_URL: 'memory:' },
    { nodeOptions: ['--permission', '--allow-fs-read=*'] },
  );
  const body = { refreshToken: world.refreshToken(), clientId: world.clientId };
  expect((await postJson(`${service.url}/logout`, body)).status).toBe(200);
  service.kill('SIGTERM');
  expect(await service.exited).toBe(0);
  expect(service.output()).not.toMatch(/ERR_ACCESS_DENIED|"level":"(error|fatal)"/);
});
