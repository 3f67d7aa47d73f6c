import { describe, expect, test } from '@jest/globals';
import { newReceiptId } from '../../src/revocation/receipt-id.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 12);

describe('the id of a receipt', () => {
  test('is a UUID of version 7, which begins with the time', () => {
    const id = newReceiptId(NOW_MS);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(NOW_MS);
  });

  test('comes behind all ids that were made before its millisecond', () => {
    const ids = [0, 1, 255, 70_000, 100 * 365 * 86_400_000].map((laterMs) => newReceiptId(NOW_MS + laterMs));
    expect(ids.toSorted()).toEqual(ids);
  });

  test('is never the same twice, in one millisecond neither', () => {
    const ids = Array.from({ length: 1000 }, () => newReceiptId(NOW_MS));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
