import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createNewestMap } from '../../src/collections/newest-map.ts';

const MIN = 4;
const step = fc.record({ key: fc.nat(12), isTakenOut: fc.boolean() });

describe('a map of the newest', () => {
  test('has, of so many keys that were set last, all that were not taken out, and what was set last for each', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100, size: 'max' }), (steps) => {
        const map = createNewestMap<number, number>(MIN);
        const all = new Map<number, number | undefined>();
        steps.forEach(({ key, isTakenOut }, value) => {
          if (isTakenOut) {
            map.delete(key);
            if (all.has(key)) all.set(key, undefined);
          } else {
            map.set(key, value);
            all.delete(key);
            all.set(key, value);
          }
          const newest = [...all].slice(-MIN);
          expect(newest.map(([known]) => map.get(known))).toEqual(newest.map(([, last]) => last));
          expect([...all.values()]).toEqual(expect.arrayContaining([...map.values()]));
          expect(map.get(key)).toBe(all.get(key));
        });
      }),
    );
  });

  test('has at most twice as many of them', () => {
    const map = createNewestMap<number, number>(MIN);
    const sizes = Array.from({ length: 50 }, (_, key) => {
      map.set(key, key);
      return map.values().length;
    });
    expect(Math.max(...sizes)).toBe(2 * MIN);
    expect(map.get(0)).toBeUndefined();
  });
});
