import { describe, expect, test } from '@jest/globals';
import { connectionLimit } from '../../../src/http/server/connection-limit.ts';

describe('T29: the number of connections', () => {
  test.each([
    { wanted: 10_000, descriptors: 65_536, allowed: 10_000 },
    { wanted: 10_000, descriptors: 1024, allowed: 896 },
    { wanted: 10_000, descriptors: 128, allowed: 64 },
    { wanted: 100, descriptors: 1024, allowed: 100 },
    { wanted: 10_000, descriptors: 1, allowed: 1 },
    { wanted: 10_000, descriptors: Infinity, allowed: 10_000 },
  ])('with $descriptors descriptors, $allowed of $wanted are allowed', ({ wanted, descriptors, allowed }) => {
    expect(connectionLimit(wanted, descriptors)).toBe(allowed);
  });
});
