import { describe, expect, test } from '@jest/globals';
import { connectionLimit, upstreamConnectionLimit } from '../../../src/http/server/connection-limit.ts';

describe('T29: the number of connections', () => {
  test.each([
    { wanted: 10_000, descriptors: 65_536, allowed: 10_000 },
    { wanted: 10_000, descriptors: 1024, allowed: 512 },
    { wanted: 10_000, descriptors: 128, allowed: 64 },
    { wanted: 100, descriptors: 1024, allowed: 100 },
    { wanted: 10_000, descriptors: 1, allowed: 1 },
    { wanted: 10_000, descriptors: Infinity, allowed: 10_000 },
  ])('with $descriptors descriptors, $allowed of $wanted are allowed', ({ wanted, descriptors, allowed }) => {
    expect(connectionLimit(wanted, descriptors)).toBe(allowed);
  });

  test.each([
    { descriptors: 65_536, allowed: 1024 },
    { descriptors: 1024, allowed: 256 },
    { descriptors: 128, allowed: 32 },
    { descriptors: 1, allowed: 1 },
    { descriptors: Infinity, allowed: 1024 },
  ])('with $descriptors descriptors, $allowed to Cognito fit beside those of callers', (row) => {
    expect(upstreamConnectionLimit(1024, row.descriptors)).toBe(row.allowed);
    expect(connectionLimit(10_000, row.descriptors) + row.allowed).toBeLessThanOrEqual(
      Math.max(2, row.descriptors),
    );
  });
});
