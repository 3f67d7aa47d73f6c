import { describe, expect, test } from '@jest/globals';
import { createPatience } from '../../src/relay/outbound/patience.ts';
import { mostWithin, relayWorld, userPoolOf } from '../support/relay/relay-under-test.ts';
import { createTestClock } from '../support/storage/test-clock.ts';

const ALL = { key: 'RevokeToken', perSecond: 36, burst: 3 };

describe('T43: what can wait leaves calls to users at other instances', () => {
  test.each([
    ['elsewhere', false],
    ['at the same instance', true],
  ])(
    'so that a user waits for less than one call, however much waits %s',
    async (_, isSame) => {
      const world = relayWorld();
      await world.acceptBulk(3000);
      const crowded = [world.instance(), world.instance()];
      for (const { relay } of crowded) relay.start();
      const [first] = crowded;
      const { gate } = isSame && first !== undefined ? first : world.instance();
      await world.time.pass(2000);

      const waitsMs: number[] = [];
      for (let user = 0; user < 30; user += 1) {
        const sinceMs = world.time.clock.nowMs();
        const call = {
          operation: 'RevokeToken',
          userPoolId: userPoolOf('webapp'),
          lane: 'proven',
          sinceMs,
        } as const;
        const goThrough = async () => {
          const { admitted } = await gate.admit(call, 500);
          if (admitted) waitsMs.push(world.time.clock.nowMs() - sinceMs);
        };
        await Promise.all([goThrough(), world.time.pass(600)]);
      }
      await Promise.all([...crowded.map(({ relay }) => relay.stop()), world.time.pass(1000)]);

      expect(waitsMs).toHaveLength(30);
      expect(Math.max(...waitsMs)).toBeLessThan(1000 / 36);
      expect(mostWithin(world.callTimes(), 1000)).toBeLessThanOrEqual(36 * 1.15);
      expect(world.calls.length).toBeGreaterThan(36 * 0.9 * 20 - 30);
    },
    60_000,
  );

  test('and stops to leave any when it was refused for a second, so that it goes on all the same', () => {
    const clock = createTestClock();
    const patience = createPatience(clock);
    expect(patience.leave(ALL)).toEqual({ ...ALL, leftToOthers: 1 });
    clock.advance(1000);
    expect(patience.leave(ALL)).toEqual(ALL);
    patience.renew();
    expect(patience.leave(ALL)).toEqual({ ...ALL, leftToOthers: 1 });
  });

  test('never more than there are', () => {
    const patience = createPatience(createTestClock());
    expect(patience.leave({ ...ALL, burst: 1 })).toEqual({ ...ALL, burst: 1, leftToOthers: 0 });
  });
});
