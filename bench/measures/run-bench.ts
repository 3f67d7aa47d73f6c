import type { BenchOptions } from '../options.ts';
import { describeMachine } from '../report/machine.ts';
import type { Report } from '../report/report.ts';
import { createWorld } from '../servers/world.ts';
import { measureAfter20Ms } from './after-20-ms.ts';
import { measureAtOnce } from './at-once.ts';
import { measureGuard } from './guard.ts';
import { measureInFlight } from './in-flight.ts';
import { measureMemory } from './memory.ts';
import { KEPT_CONNECTIONS, measureOverload, OWN_CONNECTIONS } from './overload.ts';
import type { Results, ScenarioName } from './samples.ts';
import type { Bench } from './scenario.ts';
import { measureSoak } from './soak.ts';
import { measureStart } from './start.ts';

const MEASURES: Readonly<Record<Exclude<ScenarioName, 'soak'>, (bench: Bench) => Promise<void>>> = {
  start: measureStart,
  'at-once': measureAtOnce,
  'after-20-ms': measureAfter20Ms,
  'in-flight': measureInFlight,
  overload: (bench) => measureOverload(bench, KEPT_CONNECTIONS),
  'overload-own-connections': (bench) => measureOverload(bench, OWN_CONNECTIONS),
  memory: measureMemory,
};

/** Measures everything that the options ask for. */
export async function runBench(
  options: BenchOptions,
  command: readonly string[],
  tell: (progress: string) => void,
): Promise<Report> {
  const { isShort, rounds, seconds, warmUpSeconds, scenarios, soakMinutes } = options;
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const results: Results = {};
  const world = createWorld();
  try {
    const bench: Bench = { options, world, results, tell };
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (scenarios.some((scenario) => scenario === name)) await measure(bench);
    }
    if (soakMinutes > 0) await measureSoak(bench);
  } finally {
    await world.stop();
  }
  return {
    startedAt,
    command: command.join(' '),
    isShort,
    rounds,
    seconds,
    warmUpSeconds,
    machine,
    results,
    ...(scenarios.includes('guard') ? { guard: await measureGuard(tell) } : {}),
  };
}
