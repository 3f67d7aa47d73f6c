import { once } from 'node:events';
import { watch, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { watchFiles } from '../../src/custody/watch-files.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();

/** Changes a file, and resolves once whoever watches its folder has heard of it: those who came first hear first. */
async function change(file: string): Promise<void> {
  const witness = watch(dirname(file));
  const heard = once(witness, 'change');
  writeFileSync(file, 'after');
  await heard;
  witness.close();
}

test('a change of a file that is followed is heard', async () => {
  const file = write('followed', 'before');
  let signs = 0;
  const files = watchFiles(() => (signs += 1));
  files.follow([file]);
  await change(file);
  files.close();
  expect(signs).toBeGreaterThan(0);
});

test('nothing is heard once the watch is closed, whatever it is told to follow then', async () => {
  const file = write('closed', 'before');
  let signs = 0;
  const files = watchFiles(() => (signs += 1));
  files.follow([file]);
  files.close();
  files.follow([file]);
  await change(file);
  expect(signs).toBe(0);
});
