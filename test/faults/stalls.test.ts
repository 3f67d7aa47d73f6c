import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { createServiceWorld, type ServiceWorld } from '../support/process/service-world.ts';
import { postJson } from '../support/running-service.ts';

const STALL_MS = 1_500;
const WAITING = 50;

describe('F40: a service whose event loop stood still', () => {
  let world: ServiceWorld;

  beforeAll(async () => {
    world = await createServiceWorld();
  });
  afterAll(() => world.stop());

  test('answers what waited meanwhile with 503 overloaded and health with 200, until it has caught up', async () => {
    const service = await world.start({ OVERLOAD_DELAY_MS: '500' });
    const { clientId } = world;
    const logout = () => postJson(`${service.url}/logout`, { refreshToken: world.refreshToken(), clientId });
    await eventually(async () => (await logout()).status === 200);

    service.kill('SIGSTOP');
    const waiting = Promise.all(Array.from({ length: WAITING }, logout));
    const health = fetch(`${service.url}/livez`);
    await after(STALL_MS);
    service.kill('SIGCONT');

    const shed = (await waiting).filter(({ status }) => status !== 200);
    expect(shed).not.toEqual([]);
    for (const { status, headers, body } of shed) {
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: 'overloaded', retryable: true });
      expect(headers.get('retry-after')).toBe('1');
    }
    expect((await health).status).toBe(200);
    await eventually(async () => (await logout()).status === 200);
  });
});
