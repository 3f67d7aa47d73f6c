import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';
import { startTestThread } from '../support/storage/start-test-thread.ts';

const newFile = sqliteFiles();

const HEAP_PROGRAM = fileURLToPath(new URL('../support/storage/print-thread-heap.ts', import.meta.url));
const MEGABYTE = 1024 * 1024;

test('a thread that has ended answers nobody, and can still be closed', async () => {
  const thread = await startTestThread(newFile());
  await thread.ask({ kind: 'close' });
  await expect(thread.ask({ kind: 'batch', calls: [] })).rejects.toThrow('has ended');
  await expect(thread.close()).resolves.toBeUndefined();
});

test('the young objects of the thread get no more room than they need, whatever the process gives its own', () => {
  const options = ['--min-semi-space-size=64', '--max-semi-space-size=64'];
  const { stdout, stderr } = spawnSync(process.execPath, [...options, HEAP_PROGRAM, newFile()], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(Number(stdout)).toBeGreaterThan(MEGABYTE);
  expect(Number(stdout)).toBeLessThan(64 * MEGABYTE);
});
