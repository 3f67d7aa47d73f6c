import { execFile } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { atEndOfTurn } from '../../src/scheduling/end-of-turn.ts';

const run = promisify(execFile);

test('handles what came in a turn at its end, in its order, and what comes later in a later one', async () => {
  const handled: number[] = [];
  const handle = atEndOfTurn((item: number) => {
    handled.push(item);
    if (item === 2) handle(4);
  });
  for (const item of [1, 2, 3]) handle(item);
  expect(handled).toEqual([]);
  await turn();
  expect(handled).toEqual([1, 2, 3]);
  await turn();
  expect(handled).toEqual([1, 2, 3, 4]);
});

test('whatever one of them throws is thrown on, and the others are handled all the same', async () => {
  const program = `
    import { atEndOfTurn } from ${JSON.stringify(new URL('../../src/scheduling/end-of-turn.ts', import.meta.url))};
    process.on('uncaughtException', (error) => console.log('thrown', error));
    const handle = atEndOfTurn((item) => {
      if (item % 2 === 1) throw item;
      console.log('handled', item);
    });
    for (const item of [1, 2, 3, 4, 5]) handle(item);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout.trim().split('\n')).toEqual(['thrown 1', 'handled 2', 'thrown 3', 'handled 4', 'thrown 5']);
});

test('does the steps that they lead to side by side', async () => {
  const steps: string[] = [];
  const handle = atEndOfTurn((item: string) => {
    void (async () => {
      for (const step of [1, 2]) {
        steps.push(`${item}${step}`);
        await Promise.resolve();
      }
    })();
  });
  for (const item of ['a', 'b']) handle(item);
  await turn();
  await turn();
  expect(steps).toEqual(['a1', 'b1', 'a2', 'b2']);
});
