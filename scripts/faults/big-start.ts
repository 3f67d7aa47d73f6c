import { performance } from 'node:perf_hooks';
import { storeBulk } from '../../test/support/faults/crowded-lanes.ts';
import { createFaultWorld, type FaultWorld } from '../../test/support/faults/fault-world.ts';
import { engineOf } from './kills.ts';
import { numberOf, seconds, type Flags, type Report } from './report.ts';

const READY_WITHIN_MS = 1000;

/** A start with many stored orders, held against one with none. */
export async function bigStart(flags: Flags): Promise<Report> {
  const intents = numberOf(flags, 'intents', 250_000);
  const world = await createFaultWorld(engineOf(flags));
  try {
    world.proxy.set({ kind: 'refuse' });
    const userPoolId = world.environment['COGNITO_USER_POOL_ID'] ?? '';
    const emptyMs = await msUntilReady(world);
    await storeBulk(world.database, intents, { clientId: world.clientId, userPoolId });
    const openingFromMs = performance.now();
    const storage = await world.database.open();
    const openMs = performance.now() - openingFromMs;
    await storage.close();
    const fullMs = await msUntilReady(world);
    return {
      rows: [
        ['stored orders', intents],
        ['opening the store', seconds(openMs)],
        ['from the start of the process to ready: empty', seconds(emptyMs)],
        ['from the start of the process to ready: full', seconds(fullMs)],
      ],
      holds: openMs <= READY_WITHIN_MS && fullMs <= READY_WITHIN_MS,
    };
  } finally {
    await world.stop();
  }
}

async function msUntilReady(world: FaultWorld): Promise<number> {
  const startedMs = performance.now();
  const service = await world.start(world.environment);
  const { status } = await fetch(`${service.url}/readyz`);
  const durationMs = performance.now() - startedMs;
  if (status !== 200) throw new Error(`/readyz answered ${status}`);
  service.kill('SIGTERM');
  await service.exited;
  return durationMs;
}
