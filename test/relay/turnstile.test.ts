import { describe, expect, test } from '@jest/globals';
import { createTurnstile } from '../../src/relay/outbound/turnstile.ts';
import type { Lane } from '../../src/revocation/intents/intent.ts';
import type { OutboundGrant } from '../../src/revocation/ports/outbound/outbound-budget.ts';
import { simulatedTime } from '../support/relay/simulated-time.ts';

const LIMITS = {
  all: { key: 'all', perSecond: 1000, burst: 100 },
  unproven: { key: 'unproven', perSecond: 100, burst: 10 },
};

interface Asked {
  readonly keys: readonly string[];
  readonly wanted: number;
}

/** A turnstile before a budget that grants what is wanted, once it is told to. */
function build() {
  const time = simulatedTime();
  const asked: Asked[] = [];
  const grants: (() => void)[] = [];
  const enter = createTurnstile({
    ...time,
    limits: LIMITS,
    take: (limits, wanted) => {
      asked.push({ keys: limits.map(({ key }) => key), wanted });
      return new Promise<OutboundGrant>((resolve) => {
        grants.push(() => resolve({ granted: wanted, retryInMs: 0 }));
      });
    },
  });
  const through: string[] = [];
  const arrive = async (lane: Lane, name: string, signal?: AbortSignal) => {
    const { admitted } = await enter({ lane, sinceMs: time.clock.nowMs(), waitMs: 1000, signal });
    if (admitted) through.push(name);
  };
  const grant = async () => {
    grants.shift()?.();
    await time.pass(0);
  };
  return { time, asked, through, arrive, grant };
}

const NAMES = Array.from({ length: 30 }, (_, index) => `caller-${index}`);

describe('several who wait for their turn', () => {
  test.each([
    ['proven', ['all']],
    ['unproven', ['all', 'unproven']],
  ] as const)('in the lane %s go by one grant, in the order of arrival', async (lane, keys) => {
    const { asked, through, arrive, grant } = build();
    for (const name of NAMES) void arrive(lane, name);
    await grant();
    await grant();
    expect(through).toEqual(NAMES);
    expect(asked).toEqual([
      { keys, wanted: 1 },
      { keys, wanted: 29 },
    ]);
  });

  test('who have proved nothing take one by one while others wait, so that each turn goes to whose it is', async () => {
    const { asked, through, arrive, grant } = build();
    void arrive('unproven', 'garbage-1');
    void arrive('unproven', 'garbage-2');
    void arrive('unproven', 'garbage-3');
    void arrive('bulk', 'bulk-1');
    for (let turn = 0; turn < 4; turn += 1) await grant();
    expect(asked.filter(({ keys }) => keys.includes('unproven')).map(({ wanted }) => wanted)).toEqual([
      1, 1, 1,
    ]);
    expect(through.toSorted()).toEqual(['bulk-1', 'garbage-1', 'garbage-2', 'garbage-3']);
  });

  test('are not let in by a grant that is not out of the tenth of those who have proved nothing', async () => {
    const { asked, through, arrive, grant } = build();
    const leaving = new AbortController();
    void arrive('proven', 'first');
    void arrive('proven', 'second');
    void arrive('proven', 'third', leaving.signal);
    await grant();
    void arrive('unproven', 'garbage');
    leaving.abort();
    await grant();
    expect(asked[1]).toEqual({ keys: ['all'], wanted: 2 });
    expect(through).toEqual(['first', 'second']);
  });
});
