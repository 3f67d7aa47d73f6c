import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createPassingMap } from '../../src/collections/passing-map.ts';
import { runCollectingGarbage } from '../support/process/run-collecting-garbage.ts';

const step = fc.record({ key: fc.nat(400), isOver: fc.boolean() });

test('a map of what soon goes has what any map has, in the same order', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 500, maxLength: 2000, size: 'max' }), (steps) => {
      const passing = createPassingMap<number, number>();
      const plain = new Map<number, number>();
      const differing = steps.filter(({ key, isOver }, value) => {
        for (const map of [passing, plain]) {
          if (isOver) map.delete(key);
          else map.set(key, value);
        }
        return passing.get(key) !== plain.get(key) || passing.size !== plain.size;
      });
      expect(differing).toEqual([]);
      expect(passing.values()).toEqual([...plain.values()]);
    }),
    { numRuns: 20 },
  );
});

test('what has gone is not made old after the map was', async () => {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { createPassingMap } from ${JSON.stringify(new URL('../../src/collections/passing-map.ts', import.meta.url))};
    const inUse = 64, collectEvery = 800, additions = 40_000, words = 128;
    const map = createPassingMap();
    const oldBytes = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space').space_used_size;
    const pass = (from, to) => {
      for (let key = from; key < to; key += 1) {
        map.set(key, new Array(words).fill(key));
        map.delete(key - inUse);
        if (key % collectEvery === 0) gc({ type: 'minor' });
      }
    };
    pass(0, additions);
    gc();
    const before = oldBytes();
    pass(additions, 2 * additions);
    const madeOld = (oldBytes() - before) / (8 * words);
    console.log(JSON.stringify({ partMadeOld: madeOld / additions }));`;
  const { partMadeOld } = await runCollectingGarbage<{ readonly partMadeOld: number }>(program);
  expect(partMadeOld).toBeLessThan(0.2);
});
