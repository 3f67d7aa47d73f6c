import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createWaitingLine, type Leave } from '../../src/collections/waiting-line.ts';

/** One step: somebody comes, whoever is first goes, or whoever stands so far behind them does. */
const step = fc.oneof(
  fc.constant('come' as const),
  fc.constant('first-goes' as const),
  fc.nat(20).map((place) => ({ goesFrom: place })),
);

describe('a line of those who wait', () => {
  test('is the order of arrival, whoever goes in between, and however often it was empty', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const line = createWaitingLine<{ readonly number: number }>();
        const expected: { readonly number: number; readonly leave: Leave }[] = [];
        steps.forEach((what, number) => {
          if (what === 'come') {
            expected.push({ number, leave: line.add({ number }) });
          } else {
            const place = what === 'first-goes' ? 0 : what.goesFrom;
            const [gone] = expected.splice(place, 1);
            if (place === 0 && number % 2 === 0) expect(line.takeFirst()?.number).toBe(gone?.number);
            else gone?.leave();
          }
          expect(line.size()).toBe(expected.length);
          expect(line.first()?.number).toBe(expected[0]?.number);
        });
      }),
    );
  });

  test('does not count who goes twice', () => {
    const line = createWaitingLine<object>();
    const [gone, next] = [{}, {}];
    const leave = line.add(gone);
    line.add(next);
    leave();
    leave();
    expect([line.size(), line.first()]).toEqual([1, next]);
  });
});
