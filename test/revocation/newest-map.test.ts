import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createNewestMap } from '../../src/revocation/newest-map.ts';

const MIN = 4;
const step = fc.record({ key: fc.nat(12), isTakenOut: fc.boolean() });

describe('a map of the newest', () => {
  test('has at least so many of the newest keys, what was set last for each, and nothing that was taken out', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const map = createNewestMap<number, number>(MIN);
        const all = new Map<number, number>();
        steps.forEach(({ key, isTakenOut }, value) => {
          all.delete(key);
          if (isTakenOut) map.delete(key);
          else {
            map.set(key, value);
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
