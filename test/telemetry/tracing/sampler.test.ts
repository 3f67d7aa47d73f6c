import { describe, expect, test } from '@jest/globals';
import { createTraceContextOf } from '../../../src/telemetry/trace-context.ts';
import { createSampler } from '../../../src/telemetry/tracing/sampler.ts';

const traceContextOf = createTraceContextOf();
const callerSays = (flags: string) =>
  traceContextOf(`00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-${flags}`);
const SAMPLED = callerSays('01');
const UNSAMPLED = callerSays('00');
const ROOT = traceContextOf(undefined);

describe('the sampler', () => {
  test.each([
    ['always_on', [true, true, true]],
    ['always_off', [false, false, false]],
    ['parentbased_always_on', [true, false, true]],
    ['parentbased_always_off', [true, false, false]],
  ] as const)('%s decides of a sampled, an unsampled and a new trace: %p', (name, decisions) => {
    const isSampled = createSampler(name, 1);
    expect([SAMPLED, UNSAMPLED, ROOT].map(isSampled)).toEqual(decisions);
  });

  test('traceidratio takes its share of all traces, and parentbased_traceidratio of those that begin here', () => {
    const roots = Array.from({ length: 2000 }, () => traceContextOf(undefined));
    for (const name of ['traceidratio', 'parentbased_traceidratio'] as const) {
      const share = roots.filter(createSampler(name, 0.25)).length / roots.length;
      expect(share).toBeGreaterThan(0.18);
      expect(share).toBeLessThan(0.32);
    }
    expect(createSampler('parentbased_traceidratio', 0)(SAMPLED)).toBe(true);
    expect(createSampler('traceidratio', 0)(SAMPLED)).toBe(false);
    expect(roots.every(createSampler('traceidratio', 1))).toBe(true);
  });

  test('decides the same of a trace each time', () => {
    const isSampled = createSampler('traceidratio', 0.5);
    expect(new Set(Array.from({ length: 20 }, () => isSampled(ROOT))).size).toBe(1);
  });
});
