import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../support/process/service-world.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { CORPUS, sendCorpus, type CaseResult } from '../support/proxies/send-corpus.ts';
import { startProxy, type Proxy, type ProxyProgram } from '../support/proxies/start-proxy.ts';

let world: ServiceWorld;
let service: ListeningService;

beforeAll(async () => {
  world = await createServiceWorld();
  service = await world.start({ REQUEST_TIMEOUT_MS: '2000' });
});
afterAll(() => world.stop());

/**
 * Asserts what came of a case: no answers but the expected ones, and nothing carried out that was not answered. A
 * proxy whose connection to the service ended with an answer may end the caller's as well, or go on.
 */
function expectOutcome({ statuses, hiddenWasServed }: CaseResult, expected: string): void {
  if (expected === 'refused') {
    expect(statuses.length).toBeLessThanOrEqual(1);
    expect(statuses.filter((status) => status < '400')).toEqual([]);
    expect(hiddenWasServed).toBe(false);
    return;
  }
  const inOrder = expected.split(' ');
  expect(statuses.length).toBeGreaterThanOrEqual(inOrder.length - 1);
  expect(statuses).toEqual(inOrder.slice(0, statuses.length));
  expect(hiddenWasServed).toBe(final(expected).length === 3);
}

function final(statuses: string): readonly string[] {
  return statuses.split(' ').filter((status) => status !== '100');
}

describe('T25: straight at the service', () => {
  let results: readonly CaseResult[];

  beforeAll(async () => {
    results = await sendCorpus(service.port, service);
  }, 60_000);

  test.each(CORPUS.map(([name, , direct], index) => [name, direct, index] as const))(
    'T25: %s',
    (_name, direct, index) => {
      const { statuses, hiddenWasServed } = results[index]!;
      expect(statuses.join(' ')).toBe(direct);
      expect(hiddenWasServed).toBe(final(direct).length === 3);
    },
  );
});

function describeBehind(program: ProxyProgram, expectedOf: (index: number) => string): void {
  describeWithProgram(program, `T25: behind ${program}`, () => {
    let proxy: Proxy;
    let results: readonly CaseResult[];

    beforeAll(async () => {
      proxy = await startProxy(program, [service.port, service.port]);
      results = await sendCorpus(proxy.port, service);
    }, 60_000);
    afterAll(() => proxy.stop());

    test.each(CORPUS.map(([name], index) => [name, index] as const))('T25: %s', (_name, index) => {
      expectOutcome(results[index]!, expectedOf(index));
    });
  });
}

describeBehind('nginx', (index) => CORPUS[index]?.[3] ?? '');
describeBehind('haproxy', (index) => CORPUS[index]?.[4] ?? '');
