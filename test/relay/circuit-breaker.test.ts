import { describe, expect, test } from '@jest/globals';
import { createCircuitBreaker } from '../../src/relay/outbound/circuit-breaker.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { CONFIRMED, SERVER_ERROR } from '../support/relay/relay-under-test.ts';
import { createTestClock } from '../support/storage/test-clock.ts';

function breaker() {
  const clock = createTestClock();
  const states: string[] = [];
  const circuit = createCircuitBreaker(clock, (state) => states.push(state));
  const hear = (outcome: UpstreamOutcome, times: number) => {
    for (let index = 0; index < times; index += 1) circuit.heard(outcome);
  };
  return { clock, states, circuit, hear };
}

describe('the circuit of a user pool', () => {
  test('opens when half of twenty calls failed, and not before there were twenty', () => {
    const { circuit, hear } = breaker();
    hear(SERVER_ERROR, 10);
    hear(CONFIRMED, 9);
    expect(circuit.pass()).toBe(true);
    hear(CONFIRMED, 1);
    expect(circuit.pass()).toBe(false);
    expect(circuit.restMs()).toBe(5000);
  });

  test('stays closed while fewer fail, however many calls there are', () => {
    const { circuit, hear } = breaker();
    for (let round = 0; round < 50; round += 1) {
      hear(CONFIRMED, 6);
      hear(SERVER_ERROR, 4);
    }
    expect(circuit.pass()).toBe(true);
  });

  test('forgets failures after ten seconds', () => {
    const { circuit, hear, clock } = breaker();
    hear(SERVER_ERROR, 19);
    clock.advance(10_001);
    hear(SERVER_ERROR, 1);
    expect(circuit.pass()).toBe(true);
  });

  test.each(['throttled', 'forbidden', 'undecided'] as const)('is not opened by an answer: %s', (cause) => {
    const { circuit, hear } = breaker();
    hear({ kind: 'retry', cause, exceptionName: undefined }, 100);
    expect(circuit.pass()).toBe(true);
  });

  test('lets one call through after five seconds, and all once that one succeeded', () => {
    const { circuit, hear, clock, states } = breaker();
    hear(SERVER_ERROR, 20);
    clock.advance(5000);
    expect([circuit.pass(), circuit.pass()]).toEqual([true, false]);
    circuit.heard(CONFIRMED);
    expect([circuit.pass(), circuit.pass()]).toEqual([true, true]);
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  test('rests again when that one failed, or was never heard of', () => {
    const { circuit, hear, clock } = breaker();
    hear(SERVER_ERROR, 20);
    clock.advance(5000);
    circuit.pass();
    circuit.heard(SERVER_ERROR);
    expect(circuit.pass()).toBe(false);
    clock.advance(5000);
    expect(circuit.pass()).toBe(true);
    clock.advance(5000);
    expect(circuit.pass()).toBe(true);
  });

  test('F49: rests no longer than five seconds when the clock is set back', () => {
    const { circuit, hear, clock } = breaker();
    hear(SERVER_ERROR, 20);
    clock.advance(-3_600_000);
    expect(circuit.restMs()).toBe(5000);
    clock.advance(5000);
    expect(circuit.pass()).toBe(true);
  });
});
