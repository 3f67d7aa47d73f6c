import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { openHostileSockets, type Habit } from '../../support/flood/hostile-sockets.ts';
import { whileUsersLogOut } from '../../support/flood/while-users-log-out.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';

const CLOSED_IN_MS = 45_000;
const TEST_MS = 90_000;
/** Few enough logouts that what the service remembers of them cannot be taken for what the attack leaves. */
const PAUSE_MS = 50;

interface Attack {
  readonly id: string;
  readonly habit: Habit;
  readonly count: number;
  readonly what: string;
}

const ATTACKS: readonly Attack[] = [
  { id: 'T27', habit: 'silent', count: 500, what: 'that never say anything' },
  { id: 'T27', habit: 'slow-headers', count: 500, what: 'that send headers without end' },
  { id: 'T27', habit: 'slow-body', count: 500, what: 'that send a body without end' },
  { id: 'T28', habit: 'deaf', count: 50, what: 'that ask and never read an answer' },
];

describe('slow connections', () => {
  let world: ServiceWorld;
  let service: ListeningService;

  beforeAll(async () => {
    world = await createServiceWorld();
    service = await world.start({ REQUEST_TIMEOUT_MS: '1000', UPSTREAM_DEADLINE_MS: '4000' });
  });
  afterAll(() => world.stop());

  test.each(ATTACKS)(
    '$id: of $count $what none stays, and every logout meanwhile succeeds',
    async ({ habit, count }) => {
      const { heapUsedBytes } = await service.memory();
      const { calls, failures } = await whileUsersLogOut(
        { ...world, url: service.url, callers: 2, pauseMs: PAUSE_MS },
        async () => {
          const hostile = await openHostileSockets({ port: service.port, habit, count, dripMs: 300 });
          await eventually(() => hostile.open() === 0, CLOSED_IN_MS).finally(hostile.destroy);
        },
      );
      expect(failures).toEqual([]);
      expect(calls).toBeGreaterThan(2);
      await eventually(async () => (await service.memory()).heapUsedBytes < heapUsedBytes * 1.2);
    },
    TEST_MS,
  );
});
