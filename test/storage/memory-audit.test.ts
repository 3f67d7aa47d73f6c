import { createSecretKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createMemoryAudit } from '../../src/storage/memory/memory-audit.ts';
import { createMemoryState } from '../../src/storage/memory/memory-state.ts';

const EVENT = JSON.stringify({ type: 'accepted', actor: { kind: 'caller' } });
const ALL = { filter: {}, limit: 1000, order: 'newest-first', cursor: null, nowMs: 0 } as const;

test('what nobody reads is dropped, the oldest first, and keeps its number', () => {
  const state = createMemoryState();
  const audit = createMemoryAudit(state, createSecretKey(Buffer.alloc(32, 1)));
  const happen = (times: number): void => {
    for (let index = 0; index < times; index += 1) {
      state.unchained.push({ atMs: 1, json: EVENT });
      audit.trim();
    }
  };
  happen(10);
  expect(audit.auditPage(ALL).rows[0]?.sequence).toBe(10);
  happen(50_000);
  expect(state.unchained.length).toBeLessThanOrEqual(25_000);
  expect(audit.auditPage(ALL).rows[0]?.sequence).toBe(50_010);
  expect(audit.auditHead().sequence).toBe(50_010);
});
