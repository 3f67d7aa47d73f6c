import { describe, expect, test } from '@jest/globals';
import { createLaneTurns } from '../../src/relay/outbound/lane-turns.ts';
import type { Lane } from '../../src/revocation/intents/intent.ts';
import { relayWorld } from '../support/relay/relay-under-test.ts';

const NOW_MS = 1_000_000_000;

function turns(heads: readonly { lane: Lane; sinceMs: number }[], count: number): readonly Lane[] {
  const next = createLaneTurns();
  return Array.from({ length: count }, () => next(heads, NOW_MS) as Lane);
}

describe('turns of the lanes', () => {
  const fresh = (lane: Lane) => ({ lane, sinceMs: NOW_MS - 1000 });
  const old = (lane: Lane) => ({ lane, sinceMs: NOW_MS - 61_000 });
  const countOf = (lane: Lane, heads: readonly { lane: Lane; sinceMs: number }[]) =>
    turns(heads, 1000).filter((turn) => turn === lane).length;

  test('users go first, and no lane starves', () => {
    const heads = (['proven', 'unproven', 'admin', 'bulk'] as const).map(fresh);
    expect(countOf('proven', heads)).toBeGreaterThan(650);
    expect(countOf('bulk', heads)).toBeGreaterThan(30);
    expect(countOf('unproven', heads)).toBeGreaterThan(60);
  });

  test('what has waited for more than a minute moves up', () => {
    const heads = [fresh('proven'), fresh('bulk')];
    expect(countOf('bulk', [fresh('proven'), old('bulk')])).toBeGreaterThan(3 * countOf('bulk', heads));
    expect(countOf('admin', [fresh('proven'), old('admin')])).toBe(500);
  });

  test('a lane that comes back after a pause has no claim to the turns it did not use', () => {
    const next = createLaneTurns();
    for (let turn = 0; turn < 100; turn += 1) next([fresh('bulk')], NOW_MS);
    const after = Array.from({ length: 17 }, () => next([fresh('proven'), fresh('bulk')], NOW_MS));
    expect(after.filter((lane) => lane === 'proven')).toHaveLength(16);
  });

  test('nobody waiting is nobody’s turn', () => {
    expect(createLaneTurns()([], NOW_MS)).toBeUndefined();
  });
});

describe('a backlog of 100,000 bulk intents', () => {
  test('T43: is overtaken by users: each of their logouts is at Cognito within a second, and bulk goes on', async () => {
    const world = relayWorld();
    await world.acceptBulk(100_000);
    const { relay } = world.instance();
    relay.start();
    await world.time.pass(1000);

    const acceptedAtMs = new Map<string, number>();
    for (let index = 0; index < 15; index += 1) {
      const token = `user-${index}`;
      acceptedAtMs.set(token, world.time.elapsedMs());
      await world.accept({ lane: 'proven', token });
      await world.time.pass(100);
    }
    await world.time.pass(1000);
    await relay.stop();

    const waits = world.calls.flatMap(({ token = '', atMs }) => {
      const since = acceptedAtMs.get(token);
      return since === undefined ? [] : [atMs - since];
    });
    expect(waits).toHaveLength(15);
    expect(Math.max(...waits)).toBeLessThan(1000);
    expect(world.calls.length - 15).toBeGreaterThan(60);
  }, 120_000);
});
