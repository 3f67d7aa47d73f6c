import { describe, expect, test } from '@jest/globals';
import { secretId } from '../../../src/app-clients/secrets/secret-id.ts';
import { rotateClientSecret } from '../../../src/custody/rotation/rotate-client-secret.ts';
import type { RotationParts } from '../../../src/custody/rotation/rotation-parts.ts';
import type { RotationRecord } from '../../../src/custody/rotation/rotation-record.ts';
import { RotationStop } from '../../../src/custody/rotation/rotation-stop.ts';
import { canary } from '../../support/canaries.ts';

const OLD = canary('oldSecretOfTheRotationTests000000000000000000001');
const NEW = canary('newSecretOfTheRotationTests000000000000000000002');
const OTHER = canary('foreignSecretOfTheRotationTests00000000000000003');
const CLIENT = { userPoolId: 'eu-west-1_Ab1', clientId: 'shop' };

/** Fails the nth thing that a rotation does: before it is done, or after it was. */
interface Interruption {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** Everything that a rotation touches, in memory, with its invariants checked after whatever it does. */
function createWorld() {
  const cognito = new Map([['shop--1', OLD]]);
  const said: string[] = [];
  const broken: string[] = [];
  let kept: readonly string[] = [OLD];
  let record: RotationRecord | undefined;
  let done = 0;
  let interruption: Interruption | undefined;

  function check(): void {
    const valid = [...cognito.values()];
    if (valid.length === 0) broken.push('no secret is left');
    if (!kept.some((secret) => valid.includes(secret))) broken.push('the service has no valid secret');
    if (valid.includes(NEW) && record?.newSecret !== NEW && kept[0] !== NEW)
      broken.push('the new one is lost');
  }

  async function act<T>(run: () => T | Promise<T>): Promise<T> {
    done += 1;
    const isHere = done === interruption?.at;
    if (isHere && interruption?.when === 'before') throw new Error('interrupted');
    const result = await run();
    check();
    if (isHere) throw new Error('interrupted');
    return result;
  }

  const parts: RotationParts = {
    ...CLIENT,
    atCognito: {
      list: () => act(() => [...cognito.keys()]),
      add: (secret) =>
        act(() => {
          cognito.set('shop--2', secret);
          return 'shop--2';
        }),
      remove: (id) => act(() => void cognito.delete(id)),
    },
    isTaken: (secret) => act(() => [...cognito.values()].includes(secret)),
    place: {
      description: 'the place',
      read: () => act(() => kept),
      write: (secrets) => act(() => void (kept = secrets)),
    },
    record: {
      path: 'record.json',
      load: () => act(() => record),
      save: (next) => act(() => void (record = next)),
      remove: () => act(() => void (record = undefined)),
    },
    fleet: {
      size: 1,
      ask: (clientId) =>
        act(async () => {
          const secretIds = await Promise.all(kept.map((secret) => secretId(clientId, secret)));
          return [{ instance: 'https://one', secretIds }];
        }),
    },
    newSecret: () => NEW,
    handOver: () => Promise.resolve('new-secret'),
    pause: () => Promise.resolve(),
    nowMs: () => 0,
    say: (line) => void said.push(line),
  };

  return {
    parts,
    cognito,
    said,
    state: () => ({ cognito: [...cognito.values()], kept, record, broken }),
    /** Runs until it is through, or fails at the interruption; says how it ended. */
    async run(next?: Interruption): Promise<unknown> {
      done = 0;
      interruption = next;
      return rotateClientSecret(parts, { allReloaded: false, waitMs: 0 }).then(
        () => 'rotated',
        (error: unknown) => error,
      );
    },
    done: () => done,
    keep: (secrets: readonly string[]) => void (kept = secrets),
  };
}

const ROTATED = { cognito: [NEW], kept: [NEW], record: undefined, broken: [] };

async function countSteps(): Promise<number> {
  const world = createWorld();
  await world.run();
  return world.done();
}

const steps = await countSteps();
const interruptions = Array.from({ length: steps }, (_, index) => index + 1)
  .flatMap((at) => (['before', 'after'] as const).map((when) => ({ at, when })))
  // After its last step it is through, and the next run is a rotation of its own.
  .slice(0, -1);

test('a rotation leaves the new secret alone, at Cognito and with the service, and no record', async () => {
  const world = createWorld();
  expect(await world.run()).toBe('rotated');
  expect(world.state()).toEqual(ROTATED);
  expect(world.said.join('\n')).not.toMatch(/SecretOfTheRotationTests/);
});

test.each(interruptions)(
  'interrupted $when its step $at, a rotation comes to the same end when it is run again',
  async (interruption) => {
    const world = createWorld();
    await world.run(interruption);
    expect(world.state().broken).toEqual([]);
    expect(await world.run()).toBe('rotated');
    expect(world.state()).toEqual(ROTATED);
  },
);

test('interrupted again and again, a rotation still comes to its end', async () => {
  const world = createWorld();
  let ended: unknown;
  for (let at = 1; ended !== 'rotated' && at <= steps + 1; at += 1) {
    ended = await world.run({ at, when: 'after' });
  }
  expect(ended).toBe('rotated');
  expect(world.state()).toEqual(ROTATED);
});

describe('the old secret stays', () => {
  const stopOf = async (world: ReturnType<typeof createWorld>) => {
    const ended = await world.run();
    expect(ended).toBeInstanceOf(RotationStop);
    expect([...world.cognito.values()]).toContain(OLD);
    return (ended as RotationStop).kind;
  };

  test('while an instance does not have the new one, or does not say', async () => {
    for (const secretIds of [undefined, [], ['0123456789abcdef']]) {
      const world = createWorld();
      Object.assign(world.parts.fleet, {
        ask: () => Promise.resolve([{ instance: 'https://one', secretIds }]),
      });
      expect(await stopOf(world)).toBe('waiting');
    }
  });

  test('while nobody names an instance or vouches for them', async () => {
    const world = createWorld();
    Object.assign(world.parts.fleet, { size: 0 });
    expect(await stopOf(world)).toBe('waiting');
  });

  test('when Cognito does not take the new one, or cannot be asked', async () => {
    for (const [answer, kind] of [
      [false, 'refused'],
      [undefined, 'waiting'],
    ] as const) {
      const world = createWorld();
      Object.assign(world.parts, { isTaken: () => Promise.resolve(answer) });
      expect(await stopOf(world)).toBe(kind);
    }
  });

  test('when somebody has deleted the new one meanwhile', async () => {
    const world = createWorld();
    await world.run({ at: steps - 3, when: 'before' });
    world.cognito.delete('shop--2');
    expect(await stopOf(world)).toBe('refused');
  });

  test('when there are two already, of which this rotation knows none', async () => {
    const world = createWorld();
    world.cognito.set('shop--9', OTHER);
    expect(await stopOf(world)).toBe('refused');
    expect(world.state()).toMatchObject({ cognito: [OLD, OTHER], record: undefined, kept: [OLD] });
  });

  test('when somebody else has added one after this rotation had begun', async () => {
    const world = createWorld();
    await world.run({ at: 3, when: 'after' });
    world.cognito.set('shop--9', OTHER);
    expect(await stopOf(world)).toBe('refused');
    expect(world.state().cognito).toEqual([OLD, OTHER]);
  });
});

test('of two secrets that were left with the service, the one that is valid stays until the end', async () => {
  const world = createWorld();
  world.keep([OTHER, OLD]);
  Object.assign(world.parts.fleet, { size: 0 });
  await world.run();
  expect(world.state()).toMatchObject({ kept: [NEW, OLD], broken: [] });
});

test('a public app client has nothing to rotate', async () => {
  const world = createWorld();
  world.cognito.clear();
  expect(await world.run()).toMatchObject({ kind: 'refused' });
  expect(world.state().record).toBeUndefined();
});
