import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { lateBuiltIns } from '../../scripts/build/late-built-ins.ts';
import { latePackages } from '../../scripts/build/late-packages.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cognito-logout-late-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Prints which of these parts of Node.js are loaded by now. */
const TELL = `console.log(['assert', 'fs/promises', 'https', 'worker_threads', 'zlib'].filter((name) => process.moduleLoadList.includes('NativeModule ' + name)).join());`;

/** What a program prints that is bundled as the service is. */
async function run(program: string): Promise<string> {
  const entry = join(folder, 'program.ts');
  const outfile = join(folder, 'program.cjs');
  writeFileSync(entry, program);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    plugins: [latePackages(new Set()), lateBuiltIns],
  });
  const { stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
  return stdout + stderr;
}

describe('a bundle', () => {
  test('loads a part of Node.js that is late when something of it is used', async () => {
    const output = await run(`
      import { readFile } from 'node:fs/promises';
      import { request } from 'https';
      import * as threads from 'worker_threads';
      import { crc32 } from 'node:zlib';
      import assert from 'node:assert';
      assert(threads.isMainThread);
      ${TELL}
      console.log(crc32('late'), typeof request, typeof readFile, typeof threads.Worker);
      ${TELL}`);
    expect(output.split('\n')).toEqual([
      '',
      '1865031573 function function function',
      expect.stringContaining('https,worker_threads,zlib'),
      '',
    ]);
  });

  test('says what an assertion says, and knows its other forms', async () => {
    const output = await run(`
      import assert from 'node:assert';
      try { assert(false, 'is false') } catch (error) { console.log(error.code, error.message) }
      try { assert.strictEqual(1, 2) } catch (error) { console.log(error.code) }`);
    expect(output).toBe('ERR_ASSERTION is false\nERR_ASSERTION\n');
  });

  test('loads a package that is late from a file of its own, when something of it is used', async () => {
    writeFileSync(join(folder, 'yaml.js'), "console.log('loaded'); exports.parse = (text) => text;");
    const output = await run(`
      import { parse } from 'yaml';
      console.log('started');
      console.log(parse('used'));`);
    expect(output).toBe('started\nloaded\nused\n');
  });
});
