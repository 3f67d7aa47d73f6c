import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createGroupCommit, type Result } from '../../src/storage/engine/group-commit.ts';

/** A commit that is finished by hand, one batch at a time. */
function manualCommit() {
  const batches: {
    readonly inputs: readonly number[];
    readonly finish: (results: readonly Result<number>[]) => void;
    readonly fail: (cause: Error) => void;
  }[] = [];
  const commit = (inputs: readonly number[]) =>
    new Promise<readonly Result<number>[]>((finish, fail) => {
      batches.push({ inputs, finish, fail });
    });
  // The second time what was put off to the end of this turn has been done.
  const turn = async () => {
    await setImmediate();
    await setImmediate();
  };
  return { batches, commit, turn };
}

const doubled = (inputs: readonly number[]) => inputs.map((input) => ({ value: 2 * input }));

describe('a group commit', () => {
  test('takes everything of one turn into one batch, and gives each its own result', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 100 });
    const results = Promise.all([group.add(1), group.add(2), group.add(3)]);
    await turn();
    expect(batches.map(({ inputs }) => inputs)).toEqual([[1, 2, 3]]);
    batches[0]?.finish(doubled([1, 2, 3]));
    expect(await results).toEqual([2, 4, 6]);
  });

  test('has one batch in flight; what comes meanwhile makes the next', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 100 });
    const first = group.add(1);
    await turn();
    const later = [group.add(2), group.add(3)];
    await turn();
    expect(batches).toHaveLength(1);
    batches[0]?.finish(doubled([1]));
    await first;
    await turn();
    expect(batches[1]?.inputs).toEqual([2, 3]);
    batches[1]?.finish(doubled([2, 3]));
    expect(await Promise.all(later)).toEqual([4, 6]);
  });

  test('takes along into the next batch what the results of the one before gave rise to', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 100 });
    const steps = async (first: number) => group.add(await group.add(first));
    const results = Promise.all([steps(1), steps(2)]);
    await turn();
    void group.add(3);
    batches[0]?.finish(doubled([1, 2]));
    await turn();
    expect(batches[1]?.inputs).toEqual([3, 2, 4]);
    batches[1]?.finish(doubled([3, 2, 4]));
    expect(await results).toEqual([4, 8]);
  });

  test('makes no batch longer than it may be', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 2 });
    const results = Promise.all([1, 2, 3].map((input) => group.add(input)));
    await turn();
    batches[0]?.finish(doubled([1, 2]));
    await turn();
    batches[1]?.finish(doubled([3]));
    expect(await results).toEqual([2, 4, 6]);
  });

  test('an input that failed fails alone', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 100 });
    const results = Promise.allSettled([group.add(1), group.add(2)]);
    await turn();
    batches[0]?.finish([{ value: 2 }, { error: new Error('poison') }]);
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('a batch that failed fails all of its inputs, and the next is tried', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 100 });
    const results = Promise.allSettled([group.add(1), group.add(2)]);
    await turn();
    batches[0]?.fail(new Error('the disk is full'));
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = group.add(3);
    await turn();
    batches[1]?.finish(doubled([3]));
    expect(await next).toBe(6);
  });

  test('a batch that failed because of one is done without that one', async () => {
    const done: number[] = [];
    const commit = async (inputs: readonly number[]) => {
      if (inputs.includes(3)) throw new Error('poison');
      done.push(...inputs);
      return doubled(inputs);
    };
    const group = createGroupCommit(commit, { maxBatch: 100, isOfOne: () => true });
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((input) => group.add(input)));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(done).toEqual([1, 2, 4, 5]);
  });

  test('a batch that nobody answered fails what waits behind it too, and what comes later is tried', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 1, isUnanswered: () => true });
    const results = Promise.allSettled([group.add(1), group.add(2), group.add(3)]);
    await turn();
    batches[0]?.fail(new Error('timeout'));
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(batches).toHaveLength(1);
    const next = group.add(4);
    await turn();
    batches[1]?.finish(doubled([4]));
    expect(await next).toBe(8);
  });

  test('lets no more wait than it may: the next is refused at once as not durable', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 1, maxWaiting: 2 });
    const first = group.add(1);
    await turn();
    const results = Promise.all([first, group.add(2), group.add(3)]);
    await expect(group.add(4)).rejects.toMatchObject({ code: 'not-durable', retryAfterSeconds: 5 });
    for (const [index, input] of [1, 2, 3].entries()) {
      batches[index]?.finish(doubled([input]));
      await turn();
    }
    expect(await results).toEqual([2, 4, 6]);
  });

  test('is drained once everything that was added has its result', async () => {
    const { batches, commit, turn } = manualCommit();
    const group = createGroupCommit(commit, { maxBatch: 1 });
    const results = Promise.all([group.add(1), group.add(2)]);
    const drained = group.drained();
    const soFar = () => Promise.race([drained.then(() => 'drained'), turn().then(() => 'not yet')]);
    await turn();
    batches[0]?.finish(doubled([1]));
    expect(await soFar()).toBe('not yet');
    batches[1]?.finish(doubled([2]));
    expect(await soFar()).toBe('drained');
    await results;
  });
});
